import django.db.models.deletion
import django.db.models.functions.comparison
import kernel.clock
import kernel.crypto
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0005_profile_that_a_call_asks_for'),
        ('organizations', '0002_profile_of_an_organization'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', kernel.crypto.EncryptedTextField(verbose_name='e-mail')),
                ('email_digest', models.CharField(editable=False, max_length=64)),
                ('language', models.CharField(choices=[('ro', 'română'), ('ru', 'русский'), ('en', 'English')], default='ro', max_length=2, verbose_name='language')),
                ('topic', models.CharField(blank=True, max_length=200, verbose_name='service or topic')),
                ('pace', models.CharField(choices=[('at_once', 'at once, one mail for each news'), ('daily', 'once a day, all news in one mail')], default='daily', max_length=10, verbose_name='how often')),
                ('confirmed_at', models.DateTimeField(default=kernel.clock.now)),
                ('daily_on', models.DateField(blank=True, editable=False, null=True)),
                ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='grants.call', verbose_name='call')),
                ('units', models.ManyToManyField(blank=True, related_name='+', to='organizations.territorialunit', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'subscription',
                'verbose_name_plural': 'subscriptions',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pace__in', ['at_once', 'daily'])), name='subscription_pace'), models.UniqueConstraint(models.F('email_digest'), django.db.models.functions.comparison.Coalesce(models.F('call'), models.Value(0)), name='subscription_once')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.activity')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='grants.subscription')),
            ],
            options={
                'verbose_name': 'news told',
                'verbose_name_plural': 'news told',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('subscription', 'activity'), name='told_once')],
            },
        ),
        migrations.CreateModel(
            name='Enquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('unconfirmed', 'address not confirmed'), ('waiting', 'waits for an answer'), ('answered', 'answered to the person'), ('published', 'answered for everyone'), ('set_aside', 'set aside')], default='waiting', editable=False, max_length=15, verbose_name='status')),
                ('text', models.TextField(blank=True, verbose_name='question as it was asked')),
                ('language', models.CharField(choices=[('ro', 'română'), ('ru', 'русский'), ('en', 'English')], default='ro', max_length=2, verbose_name='language')),
                ('email', kernel.crypto.EncryptedTextField(blank=True, default='', verbose_name='e-mail')),
                ('asked_at', models.DateTimeField(default=kernel.clock.now, verbose_name='asked')),
                ('private_answer', models.TextField(blank=True, verbose_name='answer to the person')),
                ('question', models.TextField(blank=True, verbose_name='question, as everyone will read it')),
                ('question_ro', models.TextField(blank=True, null=True, verbose_name='question, as everyone will read it')),
                ('question_ru', models.TextField(blank=True, null=True, verbose_name='question, as everyone will read it')),
                ('question_en', models.TextField(blank=True, null=True, verbose_name='question, as everyone will read it')),
                ('answer', models.TextField(blank=True, verbose_name='answer, as everyone will read it')),
                ('answer_ro', models.TextField(blank=True, null=True, verbose_name='answer, as everyone will read it')),
                ('answer_ru', models.TextField(blank=True, null=True, verbose_name='answer, as everyone will read it')),
                ('answer_en', models.TextField(blank=True, null=True, verbose_name='answer, as everyone will read it')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('answered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='grants.call', verbose_name='call')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'question about a call',
                'verbose_name_plural': 'questions about calls',
                'ordering': ['-asked_at', '-pk'],
                'indexes': [models.Index(fields=['call', 'status'], name='enquiry_call_status')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['unconfirmed', 'waiting', 'answered', 'published', 'set_aside'])), name='enquiry_status'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='enquiry_answered'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='enquiry_published'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='enquiry_published_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'answered'), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='enquiry_answered_status')],
            },
        ),
    ]
