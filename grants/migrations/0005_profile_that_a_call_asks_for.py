import grants.models.call.call
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0004_review_in_full'),
    ]

    operations = [
        migrations.AddField(
            model_name='call',
            name='profile_sections',
            field=models.JSONField(blank=True, default=grants.models.call.call.starting_profile_sections, verbose_name='what of its profile an applicant must have filled in'),
        ),
    ]
