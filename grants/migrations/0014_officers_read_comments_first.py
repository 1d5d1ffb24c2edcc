from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0013_choice_among_concept_notes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='clearedcomment',
            name='clearedcomment_text',
        ),
        migrations.AddField(
            model_name='clearedcomment',
            name='is_cleared',
            field=models.BooleanField(default=True, verbose_name='the applicant may read it'),
        ),
        migrations.AddField(
            model_name='clearedcomment',
            name='original',
            field=models.TextField(blank=True, default='', editable=False, verbose_name='as the reviewer wrote it'),
        ),
        migrations.AlterField(
            model_name='clearedcomment',
            name='text',
            field=models.TextField(blank=True, verbose_name='comment for the applicant'),
        ),
        migrations.AddConstraint(
            model_name='clearedcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_cleared', True), models.Q(('text', ''), _negated=True)), models.Q(('is_cleared', False), ('text', '')), _connector='OR'), name='clearedcomment_text'),
        ),
    ]
