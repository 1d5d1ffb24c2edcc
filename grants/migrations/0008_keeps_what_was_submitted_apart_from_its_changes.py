import django.db.models.deletion
import grants.models.application.clarification
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0007_draft_periods_limits_and_signing'),
        ('organizations', '0002_profile_of_an_organization'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Clarification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('asked', 'asked'), ('answered', 'answered'), ('closed', 'closed without an answer')], default='asked', editable=False, max_length=10, verbose_name='status')),
                ('text', models.TextField(verbose_name='what has to be clarified')),
                ('parts', models.JSONField(validators=[grants.models.application.clarification.validate_parts], verbose_name='what is open for it')),
                ('first_due_on', models.DateField()),
                ('due_on', models.DateField(verbose_name='answer until')),
                ('asked_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'clarification',
                'verbose_name_plural': 'clarifications',
                'ordering': ['application', '-number'],
                'indexes': [models.Index(fields=['status', 'due_on'], name='clarification_status_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['asked', 'answered', 'closed'])), name='clarification_status'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='clarification_number_positive'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='clarification_says_what'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('first_due_on'))), name='clarification_only_later'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('status', 'answered'), _negated=True), ('answered_at__isnull', False), _connector='OR'), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), models.Q(('answered_at__isnull', True), ('closed_at__isnull', True), _connector='OR')), name='clarification_status_has_its_facts')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_status',
        ),
        migrations.RemoveConstraint(
            model_name='application',
            name='application_one_live_for_each_call',
        ),
        migrations.AddField(
            model_name='application',
            name='continues',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='full_application', to='grants.application'),
        ),
        migrations.AddField(
            model_name='application',
            name='purpose',
            field=models.CharField(blank=True, choices=[('change', 'changes before the deadline'), ('clarification', 'answer to a clarification')], default='', editable=False, max_length=15),
        ),
        migrations.AddField(
            model_name='application',
            name='revises',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='working_copies', to='grants.application'),
        ),
        migrations.AddField(
            model_name='application',
            name='withdrawn_reason',
            field=models.TextField(blank=True, default='', editable=False, verbose_name='why it was withdrawn'),
        ),
        migrations.AddField(
            model_name='applicationversion',
            name='kind',
            field=models.CharField(choices=[('submission', 'submitted'), ('resubmission', 'submitted again before the deadline'), ('clarification', 'answer to a clarification')], default='submission', max_length=15),
        ),
        migrations.AddField(
            model_name='applicationversion',
            name='note',
            field=models.TextField(blank=True, default='', verbose_name='note'),
        ),
        migrations.AlterField(
            model_name='application',
            name='status',
            field=models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('ineligible', 'not eligible'), ('in_review', 'in review'), ('reserve', 'on the reserve list'), ('rejected', 'not funded'), ('invited', 'invited to the full application'), ('awarded', 'awarded'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=20, verbose_name='status'),
        ),
        migrations.AlterField(
            model_name='applicationfile',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='application_files', to='organizations.document'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'ineligible', 'in_review', 'reserve', 'rejected', 'invited', 'awarded', 'withdrawn'])), name='application_status'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('revises__isnull', True)), fields=('call', 'organization', 'stage'), name='application_one_live_for_each_call'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('revises__isnull', False)), fields=('revises', 'purpose'), name='application_one_copy_for_each_purpose'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('purpose', ''), ('revises__isnull', True)), models.Q(('purpose__in', ['change', 'clarification']), ('revises__isnull', False), ('status', 'draft'), ('submitted_at__isnull', True)), _connector='OR'), name='application_copy_stays_a_draft'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('continues__isnull', True), ('stage', 2), _connector='OR'), name='application_only_a_full_one_continues'),
        ),
        migrations.AddConstraint(
            model_name='applicationfile',
            constraint=models.UniqueConstraint(fields=('application', 'document'), name='applicationfile_once'),
        ),
        migrations.AddConstraint(
            model_name='applicationversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['submission', 'resubmission', 'clarification'])), name='applicationversion_kind'),
        ),
        migrations.AddConstraint(
            model_name='applicationversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('kind', 'submission'), _negated=True), _connector='OR'), name='applicationversion_only_the_first_is_new'),
        ),
        migrations.AddField(
            model_name='clarification',
            name='answered_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clarification',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clarifications', to='grants.application'),
        ),
        migrations.AddField(
            model_name='clarification',
            name='asked_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clarification',
            name='closed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clarification',
            name='version',
            field=models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clarification', to='grants.applicationversion'),
        ),
        migrations.AddConstraint(
            model_name='clarification',
            constraint=models.UniqueConstraint(fields=('application', 'number'), name='clarification_number'),
        ),
        migrations.AddConstraint(
            model_name='clarification',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('application',), name='clarification_one_open_round'),
        ),
        migrations.AddConstraint(
            model_name='clarification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('version__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('version__isnull', False)), _connector='OR'), name='clarification_answered'),
        ),
        migrations.AddConstraint(
            model_name='clarification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='clarification_closed'),
        ),
    ]
