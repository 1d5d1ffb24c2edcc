import django.db.models.deletion
import kernel.clock
import kernel.models.shelf
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BatchRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.PositiveBigIntegerField(db_index=True)),
                ('act', models.CharField(max_length=60)),
                ('facts', models.JSONField(default=dict)),
                ('path', models.CharField(max_length=300)),
                ('title', models.CharField(max_length=300)),
                ('language', models.CharField(max_length=2)),
                ('is_demo', models.BooleanField(default=False)),
                ('is_in_background', models.BooleanField(default=False)),
                ('asked_at', models.DateTimeField(default=kernel.clock.now)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'batch',
                'verbose_name_plural': 'batches',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.PositiveBigIntegerField(db_index=True)),
                ('kind', models.CharField(max_length=60)),
                ('facts', models.JSONField(default=dict)),
                ('title', models.CharField(max_length=300)),
                ('language', models.CharField(max_length=2)),
                ('is_demo', models.BooleanField(default=False)),
                ('key', models.CharField(max_length=32)),
                ('asked_at', models.DateTimeField(default=kernel.clock.now)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('begun_at', models.DateTimeField(null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('ready_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
                ('failure', models.TextField(blank=True)),
                ('file', models.FileField(blank=True, max_length=200, storage=kernel.models.shelf.private_storage, upload_to='')),
                ('filename', models.CharField(blank=True, max_length=200)),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('expires_at', models.DateTimeField(null=True)),
                ('removed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'file made in the background',
                'verbose_name_plural': 'files made in the background',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ready_at__isnull', True), models.Q(models.Q(('sha256', ''), _negated=True), ('expires_at__isnull', False), ('failed_at__isnull', True)), _connector='OR'), name='export_ready_has_its_file')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.PositiveBigIntegerField(editable=False)),
                ('circle', models.PositiveBigIntegerField(blank=True, null=True)),
                ('path', models.CharField(editable=False, max_length=300)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('query', models.CharField(editable=False, max_length=2000)),
                ('is_default', models.BooleanField(default=False, verbose_name='open the list with it')),
                ('saved_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
                'ordering': ['path', 'name', 'pk'],
                'indexes': [models.Index(fields=['path', 'circle'], name='savedfilter_of_circle')],
                'constraints': [models.UniqueConstraint(fields=('person', 'path', 'name'), name='savedfilter_name_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('person', 'path'), name='savedfilter_one_default')],
            },
        ),
        migrations.CreateModel(
            name='BatchRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('key', models.PositiveBigIntegerField()),
                ('label', models.CharField(max_length=300)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('outcome', models.CharField(choices=[('waiting', 'waits'), ('done', 'done'), ('refused', 'refused'), ('skipped', 'nothing to do')], default='waiting', max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='kernel.batchrun')),
            ],
            options={
                'verbose_name': 'row of a batch',
                'verbose_name_plural': 'rows of batches',
                'ordering': ['run', 'order'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'done', 'refused', 'skipped'])), name='batchrow_outcome'), models.UniqueConstraint(fields=('run', 'order'), name='batchrow_order'), models.UniqueConstraint(fields=('run', 'key'), name='batchrow_once')],
            },
        ),
    ]
