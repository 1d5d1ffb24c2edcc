import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0012_decisions_are_explained'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoteSelection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('proposed', 'waits for a second person'), ('approved', 'approved'), ('returned', 'sent back')], default='proposed', editable=False, max_length=10, verbose_name='status')),
                ('rule', models.TextField(verbose_name='by what rule')),
                ('proposed_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('remark', models.TextField(blank=True, verbose_name='why it was sent back')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='note_selections', to='grants.call')),
                ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choice among concept notes',
                'verbose_name_plural': 'choices among concept notes',
                'ordering': ['call', '-proposed_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'returned'])), name='noteselection_status'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='noteselection_decided'), models.CheckConstraint(condition=models.Q(('rule', ''), _negated=True), name='noteselection_rule'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='noteselection_two_people'), models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('call',), name='noteselection_one_waits')],
            },
        ),
        migrations.CreateModel(
            name='NoteChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_invited', models.BooleanField(verbose_name='invited')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='note_choices', to='grants.application')),
                ('selection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='grants.noteselection')),
            ],
            options={
                'verbose_name': 'choice about a concept note',
                'verbose_name_plural': 'choices about concept notes',
                'ordering': ['selection', 'application__reference'],
                'constraints': [models.UniqueConstraint(fields=('selection', 'application'), name='notechoice_once'), models.CheckConstraint(condition=models.Q(('is_invited', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='notechoice_reason')],
            },
        ),
    ]
