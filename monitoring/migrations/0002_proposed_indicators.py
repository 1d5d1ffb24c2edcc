import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0011_presence_in_drafts'),
        ('monitoring', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProposedIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('unit_of_measure', models.CharField(blank=True, max_length=80, verbose_name='unit of measure')),
                ('kind', models.CharField(choices=[('number', 'number'), ('percentage', 'percentage')], default='number', max_length=12, verbose_name='kind')),
                ('baseline_value', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='baseline')),
                ('target_value', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='target')),
                ('means_of_verification', models.CharField(blank=True, max_length=500, verbose_name='means of verification')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('saved_at', models.DateTimeField(default=kernel.clock.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_indicators', to='grants.application')),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='monitoring.indicator', verbose_name='indicator')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'proposed indicator',
                'verbose_name_plural': 'proposed indicators',
                'ordering': ['application', 'order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['number', 'percentage'])), name='proposedindicator_kind'), models.CheckConstraint(condition=models.Q(models.Q(('indicator__isnull', True), models.Q(('title', ''), _negated=True)), models.Q(('indicator__isnull', False), ('title', '')), _connector='OR'), name='proposedindicator_chosen_or_own')],
            },
        ),
    ]
