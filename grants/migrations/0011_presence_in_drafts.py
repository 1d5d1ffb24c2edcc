import django.db.models.deletion
import kernel.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0010_review_further'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('seen_at', models.DateTimeField(default=kernel.clock.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='grants.application')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'presence in a draft',
                'verbose_name_plural': 'presences in drafts',
                'ordering': ['application', '-seen_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('application', 'user'), name='draftpresence_once')],
            },
        ),
    ]
