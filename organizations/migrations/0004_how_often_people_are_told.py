import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0003_joining_and_duplicates'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=300)),
                ('body', models.TextField()),
                ('written_at', models.DateTimeField(default=kernel.clock.now)),
                ('due_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held_notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notice that waits',
                'verbose_name_plural': 'notices that wait',
                'ordering': ['user', 'written_at', 'pk'],
                'indexes': [models.Index(fields=['sent_at', 'due_at'], name='heldnotice_due')],
            },
        ),
        migrations.CreateModel(
            name='NoticeChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('rhythm', models.CharField(choices=[('at_once', 'at once'), ('daily', 'once a day'), ('weekly', 'once a week'), ('never', 'not at all')], max_length=10)),
                ('chosen_at', models.DateTimeField(default=kernel.clock.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'choice of notices',
                'verbose_name_plural': 'choices of notices',
                'ordering': ['user', 'kind'],
                'constraints': [models.CheckConstraint(condition=models.Q(('rhythm__in', ['at_once', 'daily', 'weekly', 'never'])), name='noticechoice_rhythm'), models.UniqueConstraint(fields=('user', 'kind'), name='noticechoice_once')],
            },
        ),
        migrations.CreateModel(
            name='QuietHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.TimeField(blank=True, null=True)),
                ('until', models.TimeField(blank=True, null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quiet_hours', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'quiet hours',
                'verbose_name_plural': 'quiet hours',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('since__isnull', True), ('until__isnull', True)), models.Q(('since__isnull', False), ('until__isnull', False)), _connector='OR'), name='quiethours_both')],
            },
        ),
    ]
