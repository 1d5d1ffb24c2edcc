import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0015_later_deadlines_of_both_stages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewerQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=60, verbose_name='part of the application')),
                ('text', models.TextField(verbose_name='what is unclear')),
                ('asked_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('reason', models.TextField(blank=True, editable=False, verbose_name='why it is not asked')),
                ('settled_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='grants.assignment')),
                ('round', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='grants.clarification')),
                ('settled_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'question of a reviewer',
                'verbose_name_plural': 'questions of reviewers',
                'ordering': ['assignment', 'asked_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='reviewerquestion_settled'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reviewerquestion_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('round__isnull', True), ('settled_at__isnull', True)), models.Q(('reason', ''), ('round__isnull', False), ('settled_at__isnull', False)), models.Q(('round__isnull', True), ('settled_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='reviewerquestion_asked_or_reason')],
            },
        ),
    ]
