import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0014_officers_read_comments_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='deadlineextension',
            name='deadlineextension_one_waits',
        ),
        migrations.AddField(
            model_name='deadlineextension',
            name='dropped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='deadlineextension',
            name='dropped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deadlineextension',
            name='stage',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='stage'),
        ),
        migrations.AddConstraint(
            model_name='deadlineextension',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', [1, 2])), name='deadlineextension_stage'),
        ),
        migrations.AddConstraint(
            model_name='deadlineextension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', True), ('dropped_by__isnull', True)), models.Q(('dropped_at__isnull', False), ('dropped_by__isnull', False)), _connector='OR'), name='deadlineextension_dropped'),
        ),
        migrations.AddConstraint(
            model_name='deadlineextension',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='deadlineextension_one_end'),
        ),
        migrations.AddConstraint(
            model_name='deadlineextension',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_at__isnull', True), ('dropped_at__isnull', True)), fields=('call', 'stage'), name='deadlineextension_one_waits'),
        ),
    ]
