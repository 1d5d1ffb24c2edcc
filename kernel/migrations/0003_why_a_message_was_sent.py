from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_keeps_what_people_have_made'),
    ]

    operations = [
        migrations.AddField(
            model_name='sentmessage',
            name='about',
            field=models.CharField(blank=True, default='', max_length=40),
        ),
        migrations.AddIndex(
            model_name='sentmessage',
            index=models.Index(fields=['about'], name='sentmessage_about'),
        ),
    ]
