"""What editors may put into the body of a page: text, quotes, pictures, tables of facts, links to files."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PictureBlock(blocks.StructBlock):
    """A picture with the words that stand for it, and who made it."""

    image = ImageChooserBlock(label=_("picture"))
    alternative = blocks.CharBlock(label=_("what it shows, in words"), max_length=250)
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "cms/blocks/picture.html"


class FileBlock(blocks.StructBlock):
    """A public file to download."""

    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(label=pgettext_lazy("section", "title"), max_length=200)

    class Meta:
        icon = "doc-full"
        label = _("file")
        template = "cms/blocks/file.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page, in the order in which it is read."""

    heading = blocks.CharBlock(label=_("heading"), icon="title", max_length=150, template="cms/blocks/heading.html")
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES, template="cms/blocks/text.html")
    note = blocks.TextBlock(label=_("note"), icon="help", template="cms/blocks/note.html")
    picture = PictureBlock()
    file = FileBlock()
