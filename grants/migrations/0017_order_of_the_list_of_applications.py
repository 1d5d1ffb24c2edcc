import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0016_questions_of_reviewers'),
        ('organizations', '0005_keep_no_second_copy_of_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='application',
            name='application_submitted',
        ),
        migrations.AlterField(
            model_name='application',
            name='revises',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='working_copies', to='grants.application'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(django.db.models.lookups.IsNull(models.F('submitted_at'), True), models.OrderBy(models.F('submitted_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='application_listed'),
        ),
    ]
