from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0017_order_of_the_list_of_applications'),
        ('organizations', '0005_keep_no_second_copy_of_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('further_wanted_at__isnull', False)), fields=['call'], name='application_further_wanted'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['due_on'], name='assignment_due'),
        ),
        migrations.AddIndex(
            model_name='tranche',
            index=models.Index(condition=models.Q(('status', 'planned')), fields=['due_on'], name='tranche_planned_due'),
        ),
    ]
