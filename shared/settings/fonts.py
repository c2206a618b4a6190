"""What a service that makes documents prints them with."""

from pydantic import DirectoryPath, Field

from shared.settings.service import ServiceSettings


class FontSettings(ServiceSettings):
    """The settings of a service that makes PDF documents."""

    fonts: DirectoryPath | None = Field(
        None,
        description="folder of fonts for what Noto Sans CJK has no glyph for; the image has one",
        examples=["/usr/local/share/laurel/fonts"],
    )
