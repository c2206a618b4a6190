"""The words around the documents of an interface."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

REFERENCE: Mapping[str, Phrase] = {
    "reference_of": Phrase("接口文档：{service}", "Documents of the interface: {service}"),
    "service_intake": Phrase("申报（intake）", "Applying (intake)"),
    "service_review": Phrase("评审（review）", "Review (review)"),
    "service_stats": Phrase("统计（stats）", "Figures (stats)"),
    "service_notify": Phrase("告知（notify）", "Notices (notify)"),
    "other_services": Phrase("各服务", "Services"),
    "how_to_call": Phrase("怎样调用", "How to call it"),
    "how_json": Phrase(
        "请求与应答均为 UTF-8 编码的 JSON；文件以 multipart/form-data 发送。",
        "Requests and answers are JSON in UTF-8; files come as multipart/form-data.",
    ),
    "how_token": Phrase(
        "须登录的操作带上 Authorization: Bearer 令牌；每项操作写明哪些角色可以办理。",
        "Where one has to be signed in, send a token by Authorization: Bearer. "
        "Each operation says which roles it is for.",
    ),
    "how_refused": Phrase(
        "不能办理时，应答为 application/problem+json（RFC 9457）：type 指明种类，"
        "errors 列出每一项错误；按 Accept-Language 用中文或英文。",
        "What can't be done is answered with application/problem+json (RFC 9457): type names the "
        "kind, errors every field that is wrong; in Chinese or English by Accept-Language.",
    ),
    "how_unknown": Phrase(
        "地址中不认识的参数会被拒绝，而不是被忽略。",
        "A parameter that an address does not know is refused, not ignored.",
    ),
    "openapi": Phrase("OpenAPI 文件（JSON），供工具读取", "The OpenAPI document (JSON), for tools"),
    "operations": Phrase("操作：{n} 项", "{n} operations", "1 operation"),
    "operations_found": Phrase("符合条件的操作：{n} 项", "{n} operations fit", "1 operation fits"),
    "search_operations": Phrase("查找地址或用途", "Address or what it does"),
    "find": Phrase("查找", "Find"),
    "clear": Phrase("清除条件", "Clear"),
    "nothing_fits": Phrase(
        "没有符合条件的操作。请换一个词，或清除条件。",
        "No operation fits. Try another word, or clear the search.",
    ),
    "for_everybody": Phrase("无须登录", "For everybody"),
    "for_roles": Phrase("角色：", "For:"),
    "parameters": Phrase("参数", "Parameters"),
    "name": Phrase("名称", "Name"),
    "where": Phrase("位置", "In"),
    "where_path": Phrase("路径", "path"),
    "where_query": Phrase("查询", "query"),
    "where_header": Phrase("请求头", "header"),
    "kind": Phrase("类型", "Type"),
    "needed": Phrase("必填", "Required"),
    "yes": Phrase("是", "yes"),
    "no": Phrase("否", "no"),
    "meaning": Phrase("含义", "Meaning"),
    "example": Phrase("示例", "Example"),
    "body": Phrase("请求体：{media_type}", "Body: {media_type}"),
    "command": Phrase("用 curl 调用", "With curl"),
    "answer": Phrase("应答 {status}", "Answer {status}"),
    "fields": Phrase("各字段", "Fields"),
    "refusals": Phrase("可能被拒绝的原因", "Why it may be refused"),
    "status": Phrase("状态码", "Status"),
    "code": Phrase("种类", "Kind"),
}
