import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_why_a_message_was_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='sentmessage',
            name='failed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='sentmessage',
            name='kind',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.CreateModel(
            name='SentAbout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('model', models.CharField(max_length=80)),
                ('key', models.PositiveBigIntegerField()),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='things', to='kernel.sentmessage')),
            ],
            options={
                'ordering': ['message', 'model', 'key'],
                'indexes': [models.Index(fields=['model', 'key'], name='sentabout_thing')],
            },
        ),
    ]
