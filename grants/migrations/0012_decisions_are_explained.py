import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import kernel.clock
import kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0011_presence_in_drafts'),
        ('organizations', '0002_profile_of_an_organization'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('status', models.CharField(choices=[('filed', 'waits for an answer'), ('upheld', 'upheld'), ('rejected', 'not upheld')], default='filed', editable=False, max_length=10, verbose_name='status')),
                ('text', models.TextField(verbose_name='what was wrong with the decision')),
                ('filed_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('due_on', models.DateField(editable=False, verbose_name='answer due on')),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('answer', models.TextField(blank=True, verbose_name='answer with its reasons')),
                ('consequence', models.CharField(choices=[('none', 'nothing: the answer itself is the remedy'), ('check_again', 'eligibility is checked again'), ('review_again', 'it is reviewed and ranked again'), ('reserve', 'it goes on the reserve list')], default='none', max_length=15, verbose_name='what follows')),
                ('carried_out_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'appeal',
                'verbose_name_plural': 'appeals',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['filed', 'upheld', 'rejected'])), name='appeal_status'), models.CheckConstraint(condition=models.Q(('consequence__in', ['none', 'check_again', 'review_again', 'reserve'])), name='appeal_consequence'), models.CheckConstraint(condition=models.Q(('status', 'filed'), models.Q(('decided_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='appeal_answered_with_reasons'), models.CheckConstraint(condition=models.Q(('consequence', 'none'), ('status', 'upheld'), _connector='OR'), name='appeal_consequence_when_upheld')],
            },
        ),
        migrations.CreateModel(
            name='ClearedComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='comment for the applicant')),
                ('cleared_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'cleared comment',
                'verbose_name_plural': 'cleared comments',
                'ordering': ['application', 'criterion__order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='clearedcomment_text')],
            },
        ),
        migrations.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.CharField(choices=[('chair', 'chair'), ('member', 'member'), ('secretary', 'secretary')], default='member', max_length=10, verbose_name='part')),
                ('added_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('left_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'member of the committee',
                'verbose_name_plural': 'members of committees',
                'ordering': ['call', 'user__name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('seat__in', ['chair', 'member', 'secretary'])), name='committeemember_seat')],
            },
        ),
        migrations.CreateModel(
            name='DecisionTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('needs_meeting', models.BooleanField(default=False, verbose_name='a committee decides: the award list is made from the signed minutes of its meeting')),
                ('asks_votes', models.BooleanField(default=False, verbose_name='the committee votes on every application')),
                ('quorum_percent', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='quorum: members present, at least (percent)')),
                ('needs_no_objection', models.BooleanField(default=False, verbose_name="the donor's no-objection is needed before grants are offered")),
                ('tells_by_letter', models.BooleanField(default=False, help_text='Otherwise a short e-mail goes out when the list is approved, and the letter explains later.', verbose_name='who is not funded learns it from a letter that you preview and send')),
                ('tells_rank', models.BooleanField(default=False, verbose_name='applicants are told their rank')),
                ('appeal_days', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(90)], verbose_name='days to appeal, counted from the letter')),
                ('appeal_answer_days', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='working days in which an appeal is answered')),
            ],
            options={
                'verbose_name': 'terms of the decision',
                'verbose_name_plural': 'terms of decisions',
                'ordering': ['call'],
                'constraints': [models.CheckConstraint(condition=models.Q(('quorum_percent__gte', 1), ('quorum_percent__lte', 100)), name='decisionterms_quorum'), models.CheckConstraint(condition=models.Q(('appeal_answer_days__gte', 1), ('appeal_answer_days__lte', 90), ('appeal_days__lte', 90)), name='decisionterms_days')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('awarded', 'awarded'), ('reserve', 'on the reserve list'), ('rejected', 'not funded'), ('ineligible', 'not eligible'), ('appeal', 'answer to an appeal')], max_length=12, verbose_name='kind of letter')),
                ('language', models.CharField(max_length=2, verbose_name='language')),
                ('subject', models.CharField(max_length=250, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('sent_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('posted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('failure', models.CharField(blank=True, editable=False, max_length=300)),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['awarded', 'reserve', 'rejected', 'ineligible', 'appeal'])), name='letter_kind'), models.CheckConstraint(condition=models.Q(('language__in', ['ro', 'ru', 'en'])), name='letter_language')],
            },
        ),
        migrations.CreateModel(
            name='LetterTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('awarded', 'awarded'), ('reserve', 'on the reserve list'), ('rejected', 'not funded'), ('ineligible', 'not eligible'), ('appeal', 'answer to an appeal')], max_length=12, verbose_name='kind of letter')),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('subject_ro', models.CharField(max_length=200, null=True, verbose_name='subject')),
                ('subject_ru', models.CharField(max_length=200, null=True, verbose_name='subject')),
                ('subject_en', models.CharField(max_length=200, null=True, verbose_name='subject')),
                ('body', models.TextField(verbose_name='text')),
                ('body_ro', models.TextField(null=True, verbose_name='text')),
                ('body_ru', models.TextField(null=True, verbose_name='text')),
                ('body_en', models.TextField(null=True, verbose_name='text')),
            ],
            options={
                'verbose_name': 'text of a letter',
                'verbose_name_plural': 'texts of letters',
                'ordering': ['kind', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['awarded', 'reserve', 'rejected', 'ineligible', 'appeal'])), name='lettertemplate_kind')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_at', models.DateTimeField(verbose_name='when')),
                ('place', models.CharField(max_length=200, verbose_name='where, or the link')),
                ('status', models.CharField(choices=[('open', 'being recorded'), ('held', 'held'), ('signed', 'minutes signed off')], default='open', editable=False, max_length=10, verbose_name='status')),
                ('note', models.TextField(blank=True, verbose_name='what else was said')),
                ('opened_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('signed_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'meeting of the committee',
                'verbose_name_plural': 'meetings of committees',
                'ordering': ['call', '-held_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['open', 'held', 'signed'])), name='meeting_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'signed'), _negated=True), ('signed_at__isnull', False), _connector='OR'), name='meeting_signed_status')],
            },
        ),
        migrations.CreateModel(
            name='MeetingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='rank')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place')),
                ('decision', models.CharField(blank=True, choices=[('award', 'award'), ('reserve', 'reserve'), ('reject', 'not funded')], max_length=10, verbose_name='decision')),
                ('amount', kernel.fields.AmountField(blank=True, decimal_places=2, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('votes_for', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='for')),
                ('votes_against', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='against')),
                ('votes_abstained', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='abstained')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('note', models.TextField(blank=True, verbose_name='reasons')),
            ],
            options={
                'verbose_name': 'item of a meeting',
                'verbose_name_plural': 'items of meetings',
                'ordering': ['meeting', 'place', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NoObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('no_objection', 'no objection'), ('refused', 'objects')], max_length=15, verbose_name='answer of the donor')),
                ('on', models.DateField(verbose_name='date of the answer')),
                ('reason', models.TextField(blank=True, verbose_name='reason of the donor')),
                ('recorded_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'no-objection of the donor',
                'verbose_name_plural': 'no-objections of donors',
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['no_objection', 'refused'])), name='noobjection_answer'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='noobjection_refusal_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='OrderChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_place', models.PositiveSmallIntegerField(verbose_name='from place')),
                ('to_place', models.PositiveSmallIntegerField(verbose_name='to place')),
                ('reason', models.TextField(verbose_name='why')),
                ('recorded_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'change of the order',
                'verbose_name_plural': 'changes of the order',
                'ordering': ['item', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='orderchange_reason'), models.CheckConstraint(condition=models.Q(('from_place', models.F('to_place')), _negated=True), name='orderchange_moves')],
            },
        ),
        migrations.CreateModel(
            name='PartialOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', kernel.fields.AmountField(decimal_places=2, max_digits=16, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount')),
                ('asked_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
                ('due_on', models.DateField(verbose_name='answer by')),
                ('is_agreed', models.BooleanField(blank=True, null=True, verbose_name='agrees')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'question about a smaller amount',
                'verbose_name_plural': 'questions about smaller amounts',
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='partialoffer_amount')],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('employed', 'works or worked for the applicant or a partner'), ('governing', 'sits on a board of the applicant or a partner'), ('family', 'family or close friendship'), ('financial', 'money or property interest'), ('helped', 'helped to write the application'), ('other', 'another reason')], max_length=15, verbose_name='nature of the conflict')),
                ('declared_at', models.DateTimeField(default=kernel.clock.now, editable=False)),
            ],
            options={
                'verbose_name': 'recusal',
                'verbose_name_plural': 'recusals',
                'ordering': ['application', 'member__user__name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('nature__in', ['employed', 'governing', 'family', 'financial', 'helped', 'other'])), name='recusal_nature')],
            },
        ),
        migrations.AlterModelOptions(
            name='awardlistrow',
            options={'ordering': ['award_list', 'place', 'rank', 'pk'], 'verbose_name': 'row of an award list', 'verbose_name_plural': 'rows of award lists'},
        ),
        migrations.RemoveConstraint(
            model_name='awardlist',
            name='awardlist_status',
        ),
        migrations.RemoveConstraint(
            model_name='awardlist',
            name='awardlist_approved_status',
        ),
        migrations.RemoveConstraint(
            model_name='awardlist',
            name='awardlist_one_waits',
        ),
        migrations.AddField(
            model_name='awardlist',
            name='kind',
            field=models.CharField(choices=[('decision', 'decision on the applications in review'), ('reserve', 'from the reserve list')], default='decision', editable=False, max_length=10, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='awardlistrow',
            name='conditions',
            field=models.TextField(blank=True, verbose_name='conditions'),
        ),
        migrations.AddField(
            model_name='awardlistrow',
            name='place',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='place'),
        ),
        migrations.AlterField(
            model_name='awardlist',
            name='status',
            field=models.CharField(choices=[('proposed', 'proposed'), ('approved', 'approved'), ('awaiting_donor', 'waits for the donor'), ('returned', 'sent back')], default='proposed', editable=False, max_length=15, verbose_name='status'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='application',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='grants.application'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='carried_out_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='decided_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='documents',
            field=models.ManyToManyField(blank=True, related_name='appeals', to='organizations.document', verbose_name='documents'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='filed_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clearedcomment',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cleared_comments', to='grants.application'),
        ),
        migrations.AddField(
            model_name='clearedcomment',
            name='cleared_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='clearedcomment',
            name='criterion',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.criterion'),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='added_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='grants.call'),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='left_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committees', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decisionterms',
            name='call',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='decision_terms', to='grants.call'),
        ),
        migrations.AddField(
            model_name='letter',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='grants.application'),
        ),
        migrations.AddField(
            model_name='letter',
            name='sent_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='appeal',
            name='letter',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='grants.letter'),
        ),
        migrations.AddField(
            model_name='lettertemplate',
            name='call',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letter_texts', to='grants.call'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='grants.call'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='opened_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='meeting',
            name='present',
            field=models.ManyToManyField(blank=True, related_name='meetings', to='grants.committeemember', verbose_name='present'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='signed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='awardlist',
            name='meeting',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='award_lists', to='grants.meeting'),
        ),
        migrations.AddConstraint(
            model_name='awardlist',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'approved', 'awaiting_donor', 'returned'])), name='awardlist_status'),
        ),
        migrations.AddConstraint(
            model_name='awardlist',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['decision', 'reserve'])), name='awardlist_kind'),
        ),
        migrations.AddConstraint(
            model_name='awardlist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['approved', 'awaiting_donor']), _negated=True), ('approved_at__isnull', False), _connector='OR'), name='awardlist_approved_status'),
        ),
        migrations.AddConstraint(
            model_name='awardlist',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['proposed', 'awaiting_donor'])), fields=('call',), name='awardlist_one_waits'),
        ),
        migrations.AddField(
            model_name='meetingitem',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_items', to='grants.application'),
        ),
        migrations.AddField(
            model_name='meetingitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='grants.meeting'),
        ),
        migrations.AddField(
            model_name='noobjection',
            name='award_list',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='no_objection', to='grants.awardlist'),
        ),
        migrations.AddField(
            model_name='noobjection',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='no_objections', to='organizations.document', verbose_name='document'),
        ),
        migrations.AddField(
            model_name='noobjection',
            name='donor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization'),
        ),
        migrations.AddField(
            model_name='noobjection',
            name='recorded_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='orderchange',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='grants.meetingitem'),
        ),
        migrations.AddField(
            model_name='orderchange',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.committeemember', verbose_name='who proposed it'),
        ),
        migrations.AddField(
            model_name='orderchange',
            name='recorded_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partialoffer',
            name='answered_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='partialoffer',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partial_offers', to='grants.application'),
        ),
        migrations.AddField(
            model_name='partialoffer',
            name='asked_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recusal',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='grants.application'),
        ),
        migrations.AddField(
            model_name='recusal',
            name='declared_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recusal',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='grants.committeemember'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', True), ('left_by__isnull', True)), models.Q(('left_at__isnull', False), ('left_by__isnull', False)), _connector='OR'), name='committeemember_left'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.UniqueConstraint(fields=('call', 'user'), name='committeemember_once'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True), ('seat', 'chair')), fields=('call',), name='committeemember_one_chair'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='appeal_decided'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('carried_out_at__isnull', True), ('carried_out_by__isnull', True)), models.Q(('carried_out_at__isnull', False), ('carried_out_by__isnull', False)), _connector='OR'), name='appeal_carried_out'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('filed_by')), _negated=True), _connector='OR'), name='appeal_decided_by_another'),
        ),
        migrations.AddConstraint(
            model_name='lettertemplate',
            constraint=models.UniqueConstraint(models.F('kind'), django.db.models.functions.comparison.Coalesce(models.F('call'), models.Value(0)), name='lettertemplate_once'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', True), ('signed_by__isnull', True)), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='meeting_signed'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['open', 'held'])), fields=('call',), name='meeting_one_in_work'),
        ),
        migrations.AddConstraint(
            model_name='meetingitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'application'), name='meetingitem_once'),
        ),
        migrations.AddConstraint(
            model_name='meetingitem',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['', 'award', 'reserve', 'reject'])), name='meetingitem_decision'),
        ),
        migrations.AddConstraint(
            model_name='meetingitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('decision', 'award')), models.Q(models.Q(('decision', 'award'), _negated=True), ('amount__isnull', True)), _connector='OR'), name='meetingitem_amount_when_awarded'),
        ),
        migrations.AddConstraint(
            model_name='meetingitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('votes_abstained__isnull', True), ('votes_against__isnull', True), ('votes_for__isnull', True)), models.Q(('votes_abstained__isnull', False), ('votes_against__isnull', False), ('votes_for__isnull', False)), _connector='OR'), name='meetingitem_votes'),
        ),
        migrations.AddConstraint(
            model_name='meetingitem',
            constraint=models.CheckConstraint(condition=models.Q(('place__gt', 0)), name='meetingitem_place'),
        ),
        migrations.AddConstraint(
            model_name='partialoffer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('is_agreed__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('is_agreed__isnull', False)), _connector='OR'), name='partialoffer_answered'),
        ),
        migrations.AddConstraint(
            model_name='partialoffer',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('application',), name='partialoffer_one_waits'),
        ),
        migrations.AddConstraint(
            model_name='recusal',
            constraint=models.UniqueConstraint(fields=('member', 'application'), name='recusal_once'),
        ),
    ]
