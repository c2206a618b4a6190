"""The channels of notices in words."""

from shared.values import Bilingual

CHANNELS = {
    "mail": Bilingual(zh="电子邮件", en="mail"),
    "inbox": Bilingual(zh="站内信箱", en="the portal's inbox"),
    "post": Bilingual(zh="邮寄", en="post"),
    "phone": Bilingual(zh="电话", en="phone"),
    "publication": Bilingual(zh="公告", en="publication"),
    "in_person": Bilingual(zh="当面", en="hand"),
}
