import django.core.validators
import django.db.models.deletion
import kernel.clock
import kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0001_initial'),
        ('organizations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.PositiveSmallIntegerField(verbose_name='points')),
                ('text', models.CharField(max_length=400, verbose_name='what it means')),
                ('text_ro', models.CharField(max_length=400, null=True, verbose_name='what it means')),
                ('text_ru', models.CharField(max_length=400, null=True, verbose_name='what it means')),
                ('text_en', models.CharField(max_length=400, null=True, verbose_name='what it means')),
            ],
            options={
                'verbose_name': 'anchor',
                'verbose_name_plural': 'anchors',
                'ordering': ['criterion', 'points'],
            },
        ),
        migrations.CreateModel(
            name='CallAmendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changes', models.JSONField(default=list)),
                ('reason', models.TextField(verbose_name='why, as applicants will read it')),
                ('needs_two', models.BooleanField(default=False)),
                ('proposed_at', models.DateTimeField(default=kernel.clock.now)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'amendment of a call',
                'verbose_name_plural': 'amendments of calls',
                'ordering': ['call', '-proposed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CallVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('content', models.JSONField()),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('changed_at', models.DateTimeField(default=kernel.clock.now)),
            ],
            options={
                'verbose_name': 'version of a call',
                'verbose_name_plural': 'versions of a call',
                'ordering': ['call', '-number'],
            },
        ),
        migrations.CreateModel(
            name='InformationSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('place_ro', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                ('place_ru', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                ('place_en', models.CharField(blank=True, max_length=200, null=True, verbose_name='place')),
                ('link', models.URLField(blank=True, verbose_name='link')),
                ('language', models.CharField(choices=[('ro', 'Romanian'), ('ru', 'Russian'), ('en', 'English'), ('sign', 'with sign language')], default='ro', max_length=5, verbose_name='language')),
                ('recording', models.URLField(blank=True, help_text='When it is over, for those who could not come.', verbose_name='recording')),
            ],
            options={
                'verbose_name': 'information session',
                'verbose_name_plural': 'information sessions',
                'ordering': ['call', 'starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['ro', 'ru', 'en', 'sign'])), name='informationsession_language'), models.CheckConstraint(condition=models.Q(models.Q(('link', ''), _negated=True), models.Q(('place', ''), _negated=True), _connector='OR'), name='informationsession_place_or_link')],
            },
        ),
        migrations.CreateModel(
            name='Lot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('title_ro', models.CharField(max_length=150, null=True, verbose_name='title')),
                ('title_ru', models.CharField(max_length=150, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=150, null=True, verbose_name='title')),
                ('ceiling', kernel.fields.AmountField(decimal_places=2, max_digits=16, validators=[django.core.validators.MinValueValidator(0)], verbose_name='money of the lot')),
                ('min_amount', kernel.fields.AmountField(blank=True, decimal_places=2, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='smallest grant')),
                ('max_amount', kernel.fields.AmountField(blank=True, decimal_places=2, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='largest grant')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='place in the order')),
            ],
            options={
                'verbose_name': 'lot',
                'verbose_name_plural': 'lots',
                'ordering': ['call', 'order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ceiling__gt', 0)), name='lot_ceiling'), models.CheckConstraint(condition=models.Q(('min_amount__isnull', True), ('min_amount__gte', 0), _connector='OR'), name='lot_min_amount_not_negative'), models.CheckConstraint(condition=models.Q(('max_amount__isnull', True), models.Q(('max_amount__gt', 0), ('max_amount__lte', models.F('ceiling'))), _connector='OR'), name='lot_ceiling_holds_one_grant'), models.CheckConstraint(condition=models.Q(('min_amount__isnull', True), models.Q(('min_amount__lte', models.F('ceiling')), models.Q(('max_amount__isnull', True), ('min_amount__lte', models.F('max_amount')), _connector='OR')), _connector='OR'), name='lot_amounts_ordered')],
            },
        ),
        migrations.CreateModel(
            name='RecipientCeiling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', kernel.fields.AmountField(decimal_places=2, max_digits=16, validators=[django.core.validators.MinValueValidator(0)], verbose_name='most for one organisation')),
                ('currency', kernel.fields.CurrencyField(choices=[('MDL', 'Moldovan leu'), ('EUR', 'euro'), ('USD', 'US dollar'), ('RON', 'Romanian leu')], default='EUR', max_length=3, verbose_name='currency')),
                ('valid_from', models.DateField(default=kernel.clock.today, verbose_name='valid from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('source', models.CharField(max_length=200, verbose_name='where it is written')),
                ('set_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'ceiling for one recipient',
                'verbose_name_plural': 'ceilings for one recipient',
                'ordering': ['implementer', '-valid_from', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='recipientceiling_amount'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='recipientceiling_source'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='recipientceiling_dates')],
            },
        ),
        migrations.AlterModelOptions(
            name='callsection',
            options={'ordering': ['call', 'stage', 'order', 'pk'], 'verbose_name': 'section of the form', 'verbose_name_plural': 'sections of the form'},
        ),
        migrations.AlterModelOptions(
            name='question',
            options={'ordering': ['section__stage', 'section__order', 'section', 'order', 'pk'], 'verbose_name': 'question', 'verbose_name_plural': 'questions'},
        ),
        migrations.AddField(
            model_name='application',
            name='stage',
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='stage'),
        ),
        migrations.AddField(
            model_name='call',
            name='answer_by_on',
            field=models.DateField(blank=True, null=True, verbose_name='organisations answer an award by'),
        ),
        migrations.AddField(
            model_name='call',
            name='full_deadline_at',
            field=models.DateTimeField(blank=True, help_text='Only for two stages; the deadline above is then that of the concept note.', null=True, verbose_name='deadline of the full application'),
        ),
        migrations.AddField(
            model_name='call',
            name='money_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='The public reads the promise beside what came of it.', null=True, verbose_name='days from the decision to the first money, as promised'),
        ),
        migrations.AddField(
            model_name='call',
            name='most_per_organization',
            field=kernel.fields.AmountField(blank=True, decimal_places=2, help_text='Empty: only the ceilings of the project and its donors hold.', max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='most for one organisation over the calls of this project'),
        ),
        migrations.AddField(
            model_name='call',
            name='stages',
            field=models.PositiveSmallIntegerField(choices=[(1, 'one: the full application'), (2, 'two: a concept note, then the full application')], default=1, verbose_name='stages'),
        ),
        migrations.AddField(
            model_name='callsection',
            name='stage',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='stage'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='stage',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='stage'),
        ),
        migrations.AddField(
            model_name='eligibilitycriterion',
            name='explanation',
            field=models.TextField(blank=True, verbose_name='why “no” excludes'),
        ),
        migrations.AddField(
            model_name='eligibilitycriterion',
            name='explanation_en',
            field=models.TextField(blank=True, null=True, verbose_name='why “no” excludes'),
        ),
        migrations.AddField(
            model_name='eligibilitycriterion',
            name='explanation_ro',
            field=models.TextField(blank=True, null=True, verbose_name='why “no” excludes'),
        ),
        migrations.AddField(
            model_name='eligibilitycriterion',
            name='explanation_ru',
            field=models.TextField(blank=True, null=True, verbose_name='why “no” excludes'),
        ),
        migrations.AddField(
            model_name='eligibilitycriterion',
            name='kind',
            field=models.CharField(choices=[('asked', 'asked: the applicant says yes or no'), ('nature', 'kind of organisation, as the call allows'), ('territory', 'registered in the territory of the call'), ('years', 'registered for at least so many years'), ('amount', 'requested amount within the limits'), ('cofinancing', 'own contribution reached'), ('profile', 'profile of the organisation complete'), ('ceiling', 'not over the most for one organisation'), ('accreditation', 'accreditation valid')], default='asked', max_length=15, verbose_name='how it is answered'),
        ),
        migrations.AddField(
            model_name='eligibilitycriterion',
            name='years',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='years since registration, at least'),
        ),
        migrations.AddField(
            model_name='question',
            name='file_kinds',
            field=models.JSONField(blank=True, default=list, verbose_name='kinds of files'),
        ),
        migrations.AddField(
            model_name='question',
            name='maximum',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='at most'),
        ),
        migrations.AddField(
            model_name='question',
            name='minimum',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='at least'),
        ),
        migrations.AddField(
            model_name='question',
            name='most_files',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='most files'),
        ),
        migrations.AddField(
            model_name='question',
            name='most_megabytes',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='largest file (MB)'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('full_deadline_at__isnull', True), ('stages', 1)), models.Q(('stages', 2), models.Q(('full_deadline_at__isnull', True), ('full_deadline_at__gt', models.F('deadline_at')), _connector='OR')), _connector='OR'), name='call_stages'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('most_per_organization__isnull', True), ('most_per_organization__gt', 0), _connector='OR'), name='call_most_per_organization'),
        ),
        migrations.AddConstraint(
            model_name='callsection',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', [1, 2])), name='callsection_stage'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', [1, 2])), name='criterion_stage'),
        ),
        migrations.AddConstraint(
            model_name='eligibilitycriterion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['asked', 'nature', 'territory', 'years', 'amount', 'cofinancing', 'profile', 'ceiling', 'accreditation'])), name='eligibilitycriterion_kind'),
        ),
        migrations.AddConstraint(
            model_name='eligibilitycriterion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'years'), ('years__gt', 0)), models.Q(models.Q(('kind', 'years'), _negated=True), ('years__isnull', True)), _connector='OR'), name='eligibilitycriterion_years'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('maximum__isnull', True), ('minimum__isnull', True)), ('kind__in', ['number', 'money']), _connector='OR'), name='question_limits_of_numbers'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('minimum__isnull', True), ('maximum__isnull', True), ('minimum__lte', models.F('maximum')), _connector='OR'), name='question_limits_ordered'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('most_files__isnull', True), ('most_megabytes__isnull', True)), models.Q(('kind', 'file'), models.Q(('most_files__isnull', True), ('most_files__gt', 0), _connector='OR'), models.Q(('most_megabytes__isnull', True), ('most_megabytes__gt', 0), _connector='OR')), _connector='OR'), name='question_limits_of_files'),
        ),
        migrations.AddField(
            model_name='anchor',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='anchors', to='grants.criterion'),
        ),
        migrations.AddField(
            model_name='callamendment',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callamendment',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='grants.call'),
        ),
        migrations.AddField(
            model_name='callamendment',
            name='dropped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callamendment',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callversion',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callversion',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='grants.call'),
        ),
        migrations.AddField(
            model_name='callversion',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='informationsession',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='grants.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='lot',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lots', to='grants.call', verbose_name='call'),
        ),
        migrations.AddField(
            model_name='lot',
            name='units',
            field=models.ManyToManyField(blank=True, help_text='None: as in the call.', related_name='lots', to='organizations.territorialunit', verbose_name='territory'),
        ),
        migrations.AddField(
            model_name='application',
            name='lot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='grants.lot', verbose_name='lot'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', [1, 2])), name='application_stage'),
        ),
        migrations.AddField(
            model_name='recipientceiling',
            name='donor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ceilings', to='organizations.organization', verbose_name='donor'),
        ),
        migrations.AddField(
            model_name='recipientceiling',
            name='ended_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recipientceiling',
            name='implementer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kept_ceilings', to='organizations.organization', verbose_name='implementer'),
        ),
        migrations.AddField(
            model_name='recipientceiling',
            name='programme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ceilings', to='grants.programme', verbose_name='project'),
        ),
        migrations.AddField(
            model_name='recipientceiling',
            name='set_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='anchor',
            constraint=models.UniqueConstraint(fields=('criterion', 'points'), name='anchor_once'),
        ),
        migrations.AddConstraint(
            model_name='callamendment',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='callamendment_reason'),
        ),
        migrations.AddConstraint(
            model_name='callamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='callamendment_approved'),
        ),
        migrations.AddConstraint(
            model_name='callamendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', True), ('dropped_by__isnull', True)), models.Q(('dropped_at__isnull', False), ('dropped_by__isnull', False)), _connector='OR'), name='callamendment_dropped'),
        ),
        migrations.AddConstraint(
            model_name='callamendment',
            constraint=models.CheckConstraint(condition=models.Q(('needs_two', False), ('approved_by__isnull', True), models.Q(('approved_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='callamendment_two_people'),
        ),
        migrations.AddConstraint(
            model_name='callamendment',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='callamendment_one_end'),
        ),
        migrations.AddConstraint(
            model_name='callamendment',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_at__isnull', True), ('dropped_at__isnull', True)), fields=('call',), name='callamendment_one_waits'),
        ),
        migrations.AddConstraint(
            model_name='callversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='callversion_number_positive'),
        ),
        migrations.AddConstraint(
            model_name='callversion',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='callversion_number'),
        ),
        migrations.AddConstraint(
            model_name='callversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='callversion_reason'),
        ),
        migrations.AddConstraint(
            model_name='recipientceiling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('donor__isnull', False), ('programme__isnull', True)), models.Q(('donor__isnull', True), ('programme__isnull', False)), _connector='OR'), name='recipientceiling_of_a_project_or_a_donor'),
        ),
        migrations.AddConstraint(
            model_name='recipientceiling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='recipientceiling_ended'),
        ),
    ]
