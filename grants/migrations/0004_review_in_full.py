import django.core.validators
import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0003_last_entry_of_a_project'),
        ('organizations', '0002_profile_of_an_organization'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConflictOfInterest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('employed', 'works or worked for the applicant or a partner'), ('governing', 'sits on a board of the applicant or a partner'), ('family', 'family or close friendship'), ('financial', 'money or property interest'), ('helped', 'helped to write the application'), ('other', 'another reason')], max_length=15, verbose_name='nature of the conflict')),
                ('note', models.TextField(blank=True, verbose_name='in a sentence')),
                ('declared_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'conflict of interest',
                'verbose_name_plural': 'conflicts of interest',
                'ordering': ['application', 'declared_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('nature__in', ['employed', 'governing', 'family', 'financial', 'helped', 'other'])), name='conflictofinterest_nature')],
            },
        ),
        migrations.CreateModel(
            name='ReviewerLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('ro', 'Romanian'), ('ru', 'Russian'), ('en', 'English')], max_length=2, verbose_name='language')),
            ],
            options={
                'verbose_name': 'language of a reviewer',
                'verbose_name_plural': 'languages of reviewers',
                'ordering': ['profile', 'language'],
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['ro', 'ru', 'en'])), name='reviewerlanguage_language')],
            },
        ),
        migrations.CreateModel(
            name='ReviewerProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('saved_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'profile of a reviewer',
                'verbose_name_plural': 'profiles of reviewers',
                'ordering': ['user__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReviewerTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('works', 'works or worked there'), ('governs', 'sits or sat on its board'), ('paid', 'is or was paid by it as a consultant'), ('mentors', 'mentors or mentored it')], default='works', max_length=10, verbose_name='bond')),
                ('name', models.CharField(max_length=200, verbose_name='institution')),
                ('began_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'institution of a reviewer',
                'verbose_name_plural': 'institutions of reviewers',
                'ordering': ['profile', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['works', 'governs', 'paid', 'mentors'])), name='reviewertie_kind'), models.CheckConstraint(condition=models.Q(('began_on__isnull', True), ('ended_on__isnull', True), ('ended_on__gte', models.F('began_on')), _connector='OR'), name='reviewertie_dates')],
            },
        ),
        migrations.CreateModel(
            name='ReviewReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(null=True, verbose_name='due on')),
                ('sent_at', models.DateTimeField(default=kernel.clock.now)),
            ],
            options={
                'verbose_name': 'reminder of a review',
                'verbose_name_plural': 'reminders of reviews',
                'ordering': ['assignment', 'sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReviewVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('submitted_at', models.DateTimeField()),
                ('reopened_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, verbose_name='why it was reopened')),
            ],
            options={
                'verbose_name': 'submitted version of a review',
                'verbose_name_plural': 'submitted versions of reviews',
                'ordering': ['review', 'number'],
            },
        ),
        migrations.CreateModel(
            name='WorkDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='field of work')),
                ('name_ro', models.CharField(max_length=120, null=True, verbose_name='field of work')),
                ('name_ru', models.CharField(max_length=120, null=True, verbose_name='field of work')),
                ('name_en', models.CharField(max_length=120, null=True, verbose_name='field of work')),
                ('order', models.PositiveSmallIntegerField(default=100, verbose_name='place in the order')),
            ],
            options={
                'verbose_name': 'field of work',
                'verbose_name_plural': 'fields of work',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='assignment',
            name='due_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='due on'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='found_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='conflict found after reading'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='found_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assignment',
            name='is_further',
            field=models.BooleanField(default=False, editable=False, verbose_name='asked because reviewers diverged'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='note',
            field=models.TextField(blank=True, editable=False, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='call',
            name='hides_place',
            field=models.BooleanField(default=False, verbose_name='the place is hidden too'),
        ),
        migrations.AddField(
            model_name='call',
            name='hides_title',
            field=models.BooleanField(default=False, verbose_name='the title of the project is hidden too'),
        ),
        migrations.AddField(
            model_name='call',
            name='is_blind',
            field=models.BooleanField(default=False, help_text='Names are hidden in fields, in the names of files and in exports until they are opened.', verbose_name='blind: reviewers do not see who applies'),
        ),
        migrations.AddField(
            model_name='call',
            name='names_opened_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='call',
            name='names_opened_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='call',
            name='relation_years',
            field=models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='years during which an ended relation still bars a reviewer'),
        ),
        migrations.AddField(
            model_name='call',
            name='review_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='reviews are due on'),
        ),
        migrations.AddField(
            model_name='call',
            name='reviewers_wanted',
            field=models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(9)], verbose_name='reviewers for each application'),
        ),
        migrations.AddField(
            model_name='question',
            name='is_identifying',
            field=models.BooleanField(default=False, help_text='In a blind call reviewers do not see the answer.', verbose_name='tells who applies'),
        ),
        migrations.AddField(
            model_name='review',
            name='internal',
            field=models.TextField(blank=True, verbose_name='note for the committee'),
        ),
        migrations.AddField(
            model_name='score',
            name='internal',
            field=models.TextField(blank=True, verbose_name='note for the committee'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('found_at__isnull', True), ('found_by__isnull', True)), models.Q(('found_at__isnull', False), ('found_by__isnull', False)), _connector='OR'), name='assignment_conflict_found'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('found_at__isnull', True), ('conflict', 'declared'), _connector='OR'), name='assignment_found_is_conflict'),
        ),
        migrations.AddField(
            model_name='conflictofinterest',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='grants.application'),
        ),
        migrations.AddField(
            model_name='conflictofinterest',
            name='declared_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflictofinterest',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts_of_interest', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewerprofile',
            name='saved_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewerprofile',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reviewer_profile', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewerlanguage',
            name='profile',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='languages', to='grants.reviewerprofile'),
        ),
        migrations.AddField(
            model_name='reviewertie',
            name='organization',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='reviewertie',
            name='profile',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='grants.reviewerprofile'),
        ),
        migrations.AddField(
            model_name='reviewreminder',
            name='assignment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='grants.assignment'),
        ),
        migrations.AddField(
            model_name='reviewreminder',
            name='sent_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewversion',
            name='reopened_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewversion',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='grants.review'),
        ),
        migrations.AddField(
            model_name='reviewerprofile',
            name='domains',
            field=models.ManyToManyField(blank=True, related_name='reviewers', to='grants.workdomain', verbose_name='fields of work that you know'),
        ),
        migrations.AddField(
            model_name='application',
            name='domains',
            field=models.ManyToManyField(blank=True, help_text='None: those of the call.', related_name='applications', to='grants.workdomain', verbose_name='fields of work'),
        ),
        migrations.AddField(
            model_name='call',
            name='domains',
            field=models.ManyToManyField(blank=True, help_text='Reviewers who know them are proposed first.', related_name='calls', to='grants.workdomain', verbose_name='fields of work'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('names_opened_at__isnull', True), ('names_opened_by__isnull', True)), models.Q(('names_opened_at__isnull', False), ('names_opened_by__isnull', False)), _connector='OR'), name='call_names_opened'),
        ),
        migrations.AddConstraint(
            model_name='conflictofinterest',
            constraint=models.UniqueConstraint(fields=('application', 'user'), name='conflictofinterest_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewerlanguage',
            constraint=models.UniqueConstraint(fields=('profile', 'language'), name='reviewerlanguage_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewversion',
            constraint=models.UniqueConstraint(fields=('review', 'number'), name='reviewversion_number'),
        ),
        migrations.AddConstraint(
            model_name='reviewversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='reviewversion_number_positive'),
        ),
        migrations.AddConstraint(
            model_name='reviewversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reopened_at__isnull', True), ('reopened_by__isnull', True)), models.Q(('reopened_at__isnull', False), ('reopened_by__isnull', False)), _connector='OR'), name='reviewversion_reopened'),
        ),
        migrations.AddConstraint(
            model_name='reviewversion',
            constraint=models.CheckConstraint(condition=models.Q(('reopened_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='reviewversion_reopened_with_a_reason'),
        ),
    ]
