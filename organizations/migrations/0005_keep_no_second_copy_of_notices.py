from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0004_how_often_people_are_told'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='heldnotice',
            name='heldnotice_due',
        ),
        migrations.RemoveField(
            model_name='heldnotice',
            name='sent_at',
        ),
        migrations.AddIndex(
            model_name='heldnotice',
            index=models.Index(fields=['due_at'], name='heldnotice_due'),
        ),
    ]
