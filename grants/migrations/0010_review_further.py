from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0009_threads_notes_and_labels'),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='further_wanted_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='one more reviewer is wanted since'),
        ),
    ]
