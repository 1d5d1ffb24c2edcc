import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0002_profile_of_an_organization'),
    ]

    operations = [
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'administrator'), ('programme_manager', 'programme manager'), ('grants_officer', 'grants officer'), ('finance_officer', 'finance officer'), ('finance_approver', 'finance approver'), ('monitoring_officer', 'monitoring officer'), ('editor', 'editor'), ('representative', 'representative (signatory)'), ('accountant', 'accountant'), ('member', 'member'), ('facilitator', 'facilitator'), ('officer', 'officer of the authority'), ('viewer', 'viewer')], max_length=30, verbose_name='role')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('status', models.CharField(choices=[('waiting', 'waiting for an answer'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='waiting', editable=False, max_length=20, verbose_name='status')),
                ('asked_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('answered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to='organizations.organization')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'request to join',
                'verbose_name_plural': 'requests to join',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'programme_manager', 'grants_officer', 'finance_officer', 'finance_approver', 'monitoring_officer', 'editor', 'representative', 'accountant', 'member', 'facilitator', 'officer', 'viewer'])), name='joinrequest_role'), models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'accepted', 'declined', 'withdrawn'])), name='joinrequest_status'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='joinrequest_answered'), models.CheckConstraint(condition=models.Q(('status', 'waiting'), ('answered_at__isnull', False), _connector='OR'), name='joinrequest_ended_with_an_answer'), models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('organization', 'user'), name='joinrequest_one_waits')],
            },
        ),
        migrations.CreateModel(
            name='PossibleDuplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(verbose_name='likeness')),
                ('reasons', models.JSONField(default=list)),
                ('found_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('decision', models.CharField(blank=True, choices=[('same', 'the same organisation'), ('different', 'different organisations')], max_length=20, verbose_name='decision')),
                ('note', models.TextField(blank=True, verbose_name='why')),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization', verbose_name='registered earlier')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organizations.organization', verbose_name='registered later')),
            ],
            options={
                'verbose_name': 'possible duplicate',
                'verbose_name_plural': 'possible duplicates',
                'ordering': ['-score', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('decision', ''), ('decision__in', ['same', 'different']), _connector='OR'), name='possibleduplicate_decision'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='possibleduplicate_in_order'), models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 100)), name='possibleduplicate_score'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='possibleduplicate_decided'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='possibleduplicate_decided_by'), models.UniqueConstraint(fields=('first', 'second'), name='possibleduplicate_once')],
            },
        ),
    ]
