import django.core.validators
import django.db.models.deletion
import kernel.clock
import kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_ro', models.CharField(max_length=120, null=True, verbose_name='name')),
                ('name_ru', models.CharField(max_length=120, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=120, null=True, verbose_name='name')),
                ('help', models.CharField(blank=True, max_length=300, verbose_name='what is meant')),
                ('help_ro', models.CharField(blank=True, max_length=300, null=True, verbose_name='what is meant')),
                ('help_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='what is meant')),
                ('help_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='what is meant')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                ('is_in_use', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'policy',
                'verbose_name_plural': 'policies',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ServiceKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('name_ro', models.CharField(max_length=120, null=True, verbose_name='name')),
                ('name_ru', models.CharField(max_length=120, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=120, null=True, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                ('is_in_use', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'kind of service',
                'verbose_name_plural': 'kinds of services',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='historicalorganization',
            name='idno_note',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='why the IDNO stands so'),
        ),
        migrations.AddField(
            model_name='historicalorganization',
            name='other_services',
            field=models.CharField(blank=True, max_length=300, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='historicalorganization',
            name='other_services_en',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='historicalorganization',
            name='other_services_ro',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='historicalorganization',
            name='other_services_ru',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='historicalorganization',
            name='registered_on',
            field=models.DateField(blank=True, null=True, verbose_name='registered on'),
        ),
        migrations.AddField(
            model_name='organization',
            name='idno_note',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='why the IDNO stands so'),
        ),
        migrations.AddField(
            model_name='organization',
            name='other_services',
            field=models.CharField(blank=True, max_length=300, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='organization',
            name='other_services_en',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='organization',
            name='other_services_ro',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='organization',
            name='other_services_ru',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='other services'),
        ),
        migrations.AddField(
            model_name='organization',
            name='registered_on',
            field=models.DateField(blank=True, null=True, verbose_name='registered on'),
        ),
        migrations.AddField(
            model_name='organization',
            name='territories',
            field=models.ManyToManyField(blank=True, related_name='served_by', to='organizations.territorialunit', verbose_name='where it works'),
        ),
        migrations.AddField(
            model_name='organization',
            name='services',
            field=models.ManyToManyField(blank=True, related_name='organizations', to='organizations.servicekind', verbose_name='services offered'),
        ),
        migrations.CreateModel(
            name='Accreditation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=200, verbose_name='accredited for')),
                ('number', models.CharField(max_length=60, verbose_name='number')),
                ('issuer', models.CharField(max_length=200, verbose_name='issued by')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.document')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accreditations', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'accreditation',
                'verbose_name_plural': 'accreditations',
                'ordering': ['organization', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='accreditation_dates')],
            },
        ),
        migrations.CreateModel(
            name='PastGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('donor', models.CharField(max_length=200, verbose_name='donor')),
                ('project', models.CharField(max_length=200, verbose_name='project')),
                ('amount', kernel.fields.AmountField(blank=True, decimal_places=2, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('currency', kernel.fields.CurrencyField(choices=[('MDL', 'Moldovan leu'), ('EUR', 'euro'), ('USD', 'US dollar'), ('RON', 'Romanian leu')], default='EUR', max_length=3, verbose_name='currency')),
                ('from_year', models.PositiveSmallIntegerField(verbose_name='from the year')),
                ('until_year', models.PositiveSmallIntegerField(verbose_name='until the year')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='past_grants', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'grant received elsewhere',
                'verbose_name_plural': 'grants received elsewhere',
                'ordering': ['organization', '-until_year', '-from_year', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_year__gte', models.F('from_year'))), name='pastgrant_years'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='pastgrant_amount')],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_there', models.BooleanField(verbose_name='has it')),
                ('explanation', models.TextField(blank=True, verbose_name='explanation')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.document')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='policies', to='organizations.organization')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.policykind', verbose_name='policy')),
            ],
            options={
                'verbose_name': 'answer about a policy',
                'verbose_name_plural': 'answers about policies',
                'ordering': ['organization', 'kind__position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'kind'), name='policy_once'), models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('is_there', True)), models.Q(('is_there', False), models.Q(('explanation', ''), _negated=True)), _connector='OR'), name='policy_answered')],
            },
        ),
        migrations.CreateModel(
            name='ProfilePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('statutes', 'statutes'), ('registration', 'registration certificate'), ('annual_report', 'latest annual report')], max_length=20, verbose_name='kind')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.document')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'paper of the profile',
                'verbose_name_plural': 'papers of the profile',
                'ordering': ['organization', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['statutes', 'registration', 'annual_report'])), name='profilepaper_kind'), models.UniqueConstraint(fields=('organization', 'kind'), name='profilepaper_once')],
            },
        ),
        migrations.CreateModel(
            name='SectionAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=30)),
                ('is_none', models.BooleanField(default=False)),
                ('saved_at', models.DateTimeField(default=kernel.clock.now)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='section_answers', to='organizations.organization')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved section of a profile',
                'verbose_name_plural': 'saved sections of profiles',
                'ordering': ['organization', 'section'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'section'), name='sectionanswer_once')],
            },
        ),
        migrations.CreateModel(
            name='Signatory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('function', models.CharField(max_length=120, verbose_name='function')),
                ('signs', models.CharField(choices=[('alone', 'alone'), ('together', 'together with another')], default='alone', max_length=20, verbose_name='signs')),
                ('since_on', models.DateField(verbose_name='since')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatories', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'signatory',
                'verbose_name_plural': 'signatories',
                'ordering': ['organization', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('signs__in', ['alone', 'together'])), name='signatory_signs'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('since_on')), _connector='OR'), name='signatory_dates')],
            },
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('function', models.CharField(max_length=120, verbose_name='function')),
                ('part', models.CharField(choices=[('full_time', 'full time'), ('part_time', 'part time'), ('volunteer', 'volunteer')], max_length=20, verbose_name='works')),
                ('since_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='since the year')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='team', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'person of the team',
                'verbose_name_plural': 'people of the team',
                'ordering': ['organization', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('part__in', ['full_time', 'part_time', 'volunteer'])), name='teammember_part')],
            },
        ),
        migrations.CreateModel(
            name='YearBudget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('has_none', models.BooleanField(default=False, verbose_name='no money that year')),
                ('currency', kernel.fields.CurrencyField(choices=[('MDL', 'Moldovan leu'), ('EUR', 'euro'), ('USD', 'US dollar'), ('RON', 'Romanian leu')], default='MDL', max_length=3, verbose_name='currency')),
                ('income', kernel.fields.AmountField(blank=True, decimal_places=2, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='income')),
                ('spent', kernel.fields.AmountField(blank=True, decimal_places=2, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='spent')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='year_budgets', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'budget of a year',
                'verbose_name_plural': 'budgets of years',
                'ordering': ['organization', '-year'],
                'constraints': [models.UniqueConstraint(fields=('organization', 'year'), name='yearbudget_once'), models.CheckConstraint(condition=models.Q(models.Q(('has_none', True), ('income__isnull', True), ('spent__isnull', True)), models.Q(('has_none', False), ('income__isnull', False), ('spent__isnull', False)), _connector='OR'), name='yearbudget_answered')],
            },
        ),
    ]
