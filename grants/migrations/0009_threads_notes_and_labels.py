import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0008_keeps_what_was_submitted_apart_from_its_changes'),
        ('organizations', '0002_profile_of_an_organization'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='label')),
                ('implementer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='labels', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'label',
                'verbose_name_plural': 'labels',
                'ordering': ['implementer', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('implementer', 'name'), name='label_name')],
            },
        ),
        migrations.CreateModel(
            name='ApplicationLabel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('added_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='labelled', to='grants.application')),
                ('label', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='labelled', to='grants.label')),
            ],
            options={
                'verbose_name': 'label of an application',
                'verbose_name_plural': 'labels of applications',
                'ordering': ['application', 'label__name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('application', 'label'), name='applicationlabel_once')],
            },
        ),
        migrations.CreateModel(
            name='MessageTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('text_ro', models.TextField(blank=True, null=True, verbose_name='text')),
                ('text_ru', models.TextField(blank=True, null=True, verbose_name='text')),
                ('text_en', models.TextField(blank=True, null=True, verbose_name='text')),
                ('changed_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('is_archived', models.BooleanField(default=False, verbose_name='not offered any more')),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('implementer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='message_templates', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'message template',
                'verbose_name_plural': 'message templates',
                'ordering': ['implementer', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('implementer', 'name'), name='messagetemplate_name')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='grants.application')),
                ('written_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'internal note',
                'verbose_name_plural': 'internal notes',
                'ordering': ['application', '-written_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='NoteVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='note')),
                ('written_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='grants.note')),
                ('written_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'version of a note',
                'verbose_name_plural': 'versions of notes',
                'ordering': ['note', '-written_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ThreadMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('applicant', 'applicant'), ('staff', 'implementer')], editable=False, max_length=10)),
                ('read_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='thread_marks', to='grants.application')),
                ('read_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mark of reading',
                'verbose_name_plural': 'marks of reading',
                'ordering': ['application', 'side'],
                'constraints': [models.CheckConstraint(condition=models.Q(('side__in', ['applicant', 'staff'])), name='threadmark_side'), models.UniqueConstraint(fields=('application', 'side'), name='threadmark_one_a_side')],
            },
        ),
        migrations.CreateModel(
            name='ThreadMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('applicant', 'applicant'), ('staff', 'implementer')], editable=False, max_length=10)),
                ('text', models.TextField(verbose_name='message')),
                ('written_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='thread', to='grants.application')),
                ('documents', models.ManyToManyField(blank=True, related_name='+', to='organizations.document')),
                ('written_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'message of a thread',
                'verbose_name_plural': 'messages of threads',
                'ordering': ['application', 'written_at', 'pk'],
                'indexes': [models.Index(fields=['application', '-written_at', '-id'], name='threadmessage_last')],
                'constraints': [models.CheckConstraint(condition=models.Q(('side__in', ['applicant', 'staff'])), name='threadmessage_side')],
            },
        ),
    ]
