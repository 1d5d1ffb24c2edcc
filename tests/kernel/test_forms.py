"""The house's form fields and how they are drawn."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from kernel.forms import MoneyField, MoneyInput, Tongues, TranslatedFieldsMixin, field_of, rows_of


class Request(forms.Form):
    """A form with an amount, a choice and a tick."""

    amount = MoneyField(currency="MDL", label="Amount", help_text="In lei.")
    mode = forms.ChoiceField(label="Mode", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False)


class Titled(TranslatedFieldsMixin, forms.Form):
    """A form with a title in three languages."""

    title_ro = forms.CharField(label="Title [ro]")
    title_ru = forms.CharField(label="Title [ru]")
    title_en = forms.CharField(label="Title [en]")
    code = forms.CharField(label="Code")


@pytest.mark.parametrize(
    ("language", "typed"),
    [("ro", "1.234,50"), ("ro", "1 234,50"), ("ru", "1 234,50"), ("en", "1,234.50"), ("ro", "1234.5")],
)
def test_amount_is_read_as_people_write_it(language, typed):
    with translation.override(language):
        assert MoneyField().clean(typed) == Decimal("1234.50")


def test_amount_with_two_readings_is_refused_with_both_of_them():
    with translation.override("ro"), pytest.raises(forms.ValidationError) as caught:
        MoneyField().clean("1,234")

    assert caught.value.messages == ["“1,234” can be read as 1.234 or as 1,234. Write 1234 or 1,23."]


def test_text_instead_of_an_amount_is_refused_with_an_example():
    with pytest.raises(forms.ValidationError) as caught:
        MoneyField().clean("about six")

    assert caught.value.messages == ["“about six” is not a number. Write it like 1,234.50."]


def test_negative_amount_is_refused():
    with pytest.raises(forms.ValidationError):
        MoneyField().clean("-5")


def test_third_decimal_of_an_amount_is_refused():
    with translation.override("ro"), pytest.raises(forms.ValidationError):
        MoneyField().clean("0,125")


def test_kept_amount_is_shown_as_the_language_writes_it():
    with translation.override("ro"):
        assert MoneyInput().format_value(Decimal("1234567.5")) == "1.234.567,50"


def test_amount_that_was_typed_is_shown_as_it_was_typed():
    assert 'value="about six"' in str(Request({"amount": "about six"})["amount"])


def test_amount_shown_and_sent_back_has_not_changed():
    with translation.override("ro"):
        form = Request({"amount": "1.234,50", "mode": "a"}, initial={"amount": Decimal("1234.50"), "mode": "a"})

        assert form.changed_data == []


def test_field_prints_label_then_hint_then_error_then_input():
    printed = Request({"amount": "about six"})["amount"].as_field_group()

    places = [printed.index(part) for part in ("<label", "_helptext", 'id="id_amount_error"', "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in printed
    assert 'aria-invalid="true"' in printed


def test_required_is_said_by_a_word():
    printed = str(Request())

    assert printed.count(">required<") == 2


def test_choices_stand_in_a_fieldset_under_their_legend():
    printed = Request()["mode"].as_field_group()

    assert "<fieldset" in printed
    assert "<legend" in printed


def test_languages_of_one_text_stand_together():
    first, second = rows_of(Titled())

    assert isinstance(first, Tongues)
    assert first.legend == "Title"
    assert [name for name, _field in first.fields] == ["Română", "Русский", "English"]
    assert second.name == "code"
    assert 'lang="ru"' in str(Titled())


def test_field_is_given_as_the_kind_that_it_is():
    form = Request()
    assert field_of(form, "mode", forms.ChoiceField) is form.fields["mode"]


def test_field_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="note is a CharField, not a ChoiceField"):
        field_of(Request(), "note", forms.ChoiceField)
