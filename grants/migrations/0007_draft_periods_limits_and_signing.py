import django.core.validators
import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0006_questions_and_followers'),
        ('organizations', '0002_profile_of_an_organization'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CategoryLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('staff', 'staff'), ('experts', 'experts and services'), ('travel', 'travel'), ('equipment', 'equipment'), ('supplies', 'supplies and materials'), ('works', 'repair and building works'), ('events', 'events and training'), ('office', 'office and running costs'), ('other', 'other costs')], max_length=15, verbose_name='category')),
                ('percent', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='at most (percent)')),
                ('of_whole', models.BooleanField(default=False, verbose_name='of the whole budget, not only of what is requested')),
            ],
            options={
                'verbose_name': 'limit on a cost category',
                'verbose_name_plural': 'limits on cost categories',
                'ordering': ['call', 'category', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('category__in', ['staff', 'experts', 'travel', 'equipment', 'supplies', 'works', 'events', 'office', 'other'])), name='categorylimit_category'), models.CheckConstraint(condition=models.Q(('percent__gte', 0), ('percent__lte', 100)), name='categorylimit_percent')],
            },
        ),
        migrations.CreateModel(
            name='DraftReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(verbose_name='what is to be mended')),
                ('returned_at', models.DateTimeField(default=kernel.clock.now)),
            ],
            options={
                'verbose_name': 'return of a draft',
                'verbose_name_plural': 'returns of drafts',
                'ordering': ['application', '-returned_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='draftreturn_note')],
            },
        ),
        migrations.CreateModel(
            name='ReplacedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attached_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(default=kernel.clock.now)),
            ],
            options={
                'verbose_name': 'replaced file of an application',
                'verbose_name_plural': 'replaced files of applications',
                'ordering': ['application', '-replaced_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='application',
            name='ready_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='application',
            name='ready_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='applicationbudgetline',
            name='quantities',
            field=models.JSONField(blank=True, default=list, verbose_name='quantities of the periods'),
        ),
        migrations.AddField(
            model_name='call',
            name='budget_period_months',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: the call does not say.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months in a period'),
        ),
        migrations.AddField(
            model_name='call',
            name='budget_periods',
            field=models.PositiveSmallIntegerField(default=1, help_text='Into how many periods an applicant divides each cost; one: not divided.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='periods of the budget'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ready_at__isnull', True), ('ready_by__isnull', True)), models.Q(('ready_at__isnull', False), ('ready_by__isnull', False)), _connector='OR'), name='application_ready_together'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('budget_periods__gte', 1), ('budget_periods__lte', 12)), name='call_budget_periods'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('budget_period_months__isnull', True), models.Q(('budget_period_months__gte', 1), ('budget_period_months__lte', 60)), _connector='OR'), name='call_budget_period_months'),
        ),
        migrations.AddField(
            model_name='categorylimit',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='category_limits', to='grants.call'),
        ),
        migrations.AddField(
            model_name='draftreturn',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='grants.application'),
        ),
        migrations.AddField(
            model_name='draftreturn',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draftreturn',
            name='returned_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='replacedfile',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replaced_files', to='grants.application'),
        ),
        migrations.AddField(
            model_name='replacedfile',
            name='attached_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='replacedfile',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaced_in', to='organizations.document'),
        ),
        migrations.AddField(
            model_name='replacedfile',
            name='question',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.question'),
        ),
        migrations.AddField(
            model_name='replacedfile',
            name='replaced_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='replacedfile',
            name='requirement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.requireddocument'),
        ),
        migrations.AddConstraint(
            model_name='categorylimit',
            constraint=models.UniqueConstraint(fields=('call', 'category'), name='categorylimit_once'),
        ),
    ]
