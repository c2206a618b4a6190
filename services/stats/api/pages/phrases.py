"""The words of the live board and of the overview of rounds."""

from collections.abc import Mapping

from shared.pages.phrases import Phrase

BOARD: Mapping[str, Phrase] = {
    "board": Phrase("统计看板", "Statistics"),
    "round_title": Phrase("{programme}{year} 年度批次", "{programme}, {year} round"),
    "round_title_session": Phrase(
        "{programme}第 {session} 届（{year} 年）", "{programme}, session {session} ({year})"
    ),
    # State
    "state": Phrase("看板状态", "State of this board"),
    "as_loaded": Phrase("打开页面时的数字", "Figures as this page was opened"),
    "connecting": Phrase("正在连接…", "Connecting…"),
    "connected": Phrase("实时 · 已连接", "Live – connected"),
    "paused": Phrase("已暂停：{time} 的数字", "Paused: figures of {time}"),
    "disconnected": Phrase("连接中断：{time} 的数字", "Disconnected: figures of {time}"),
    "pause": Phrase("暂停更新", "Pause updates"),
    "resume": Phrase("继续更新", "Resume updates"),
    "figures_as_of": Phrase("数字截至", "Figures as of"),
    "earlier": Phrase(
        "这是 {day} 24:00 的数字，不再变动。",
        "These are the figures at the end of {day}. They do not move.",
    ),
    "to_present": Phrase("查看现在的数字", "Show the present figures"),
    # Tiles
    "key_figures": Phrase("主要数字", "Key figures"),
    "numerator": Phrase("分子", "Part"),
    "denominator": Phrase("分母", "Out of"),
    "counts": Phrase("计数", "Counts"),
    "stage": Phrase("阶段", "Stage"),
    "now": Phrase("本期", "Now"),
    "before": Phrase("上期", "Before"),
    "from_figure": Phrase("根据", "From"),
    "note": Phrase("说明", "Note"),
    "as_of": Phrase("截至", "As of"),
    "source": Phrase("来源", "Source"),
    "not_entered": Phrase("尚未录入", "not entered yet"),
    # Districts
    "district": Phrase("区（市）", "District"),
    "success_of_base": Phrase("{success_first} / {base}", "{success_first} / {base}"),
    "rate": Phrase("通过率", "Pass rate"),
    "bars": Phrase("图示", "Bars"),
    "districts_none": Phrase("尚无{base_things}", "None {base_things} yet"),
    "districts_hidden": Phrase(
        "共{base} {n} 项，各区（市）数目过小，均不列示",
        "{n} {base} in all, too few to be shown by district",
    ),
    "districts_most": Phrase("{most}", "{most}"),
    "districts_rates": Phrase(
        "{most}，各区（市）通过率 {low}–{high}", "{most}; pass rates run from {low} to {high}"
    ),
    "districts_measure": Phrase(
        "按区（市）：{success}数 / {base}数。浅色条为{base}，深色条为{success}。",
        "By district: {success} / {base}. Pale bar: {base}. Dark bar: {success}.",
    ),
    "withheld": Phrase("不列示", "Not shown"),
    "districts_note": Phrase(
        "分母：该区（市）{base}数 · 任一阶段有 1 至 {most} 项的行不列示，"
        "为防倒推可能一并隐去其他行；合计含全部 · 来源：本系统评审记录与公布名单",
        "Denominator: {base} in the district · Rows with a number from 1 to {most} at any "
        "stage are not shown, and others with them if they would give them away; the total has "
        "them all · "
        "Source: review records and announced list of this system",
    ),
    # Outcome
    "outcome_none": Phrase("尚无{base_things}", "None {base_things} yet"),
    "outcome_open": Phrase(
        "{base} {base_count} 项，结果尚未公布",
        "{base_count} {base}; outcome not announced yet",
    ),
    "outcome_known": Phrase(
        "{base}的 {base_count} 项中，{success_count} 项{gained}{success}",
        "Of {base_count} {base}, {success_count} were {gained}{success}",
    ),
    "outcome_measure": Phrase("结果构成，占{base}数的比例", "Outcome as a share of the {base}"),
    "outcome_success": Phrase("项{success}", "{success}"),
    "outcome_failed": Phrase("项{failed}", "{failed}"),
    "outcome_withdrawn": Phrase("项{base_stage}后撤回", "withdrawn after {base_stage}"),
    "outcome_undecided": Phrase("项待公布", "not announced yet"),
    "outcome_note": Phrase(
        "分母：{base}数 {base_count} · 来源：本系统公布名单",
        "Denominator: {base_count} {base} · Source: announced list of this system",
    ),
    "outcome_summary": Phrase(
        "{base} {base_count}：{success} {success_count}，{failed} {failed_count}，"
        "{base_stage}后撤回 {withdrawn_count}，待公布 {undecided_count}。",
        "{base_count} {base}: {success_count} {success}, {failed_count} {failed}, "
        "{withdrawn_count} withdrawn after {base_stage}, {undecided_count} not announced yet.",
    ),
    # External
    "external": Phrase("外部指标", "Figures from outside"),
    "external_measure": Phrase(
        "本系统不计算，由工作人员按所注来源录入",
        "Not computed here; entered by an officer from the source named",
    ),
    # Funnel
    "funnel_none": Phrase("尚无申报", "Nobody has applied yet"),
    "funnel_begun": Phrase("{first} {first_count} 项", "{first}: {first_count}"),
    "funnel_reached": Phrase(
        "{first} {first_count} 项，{last} {last_count} 项",
        "{first}: {first_count}. {last}: {last_count}",
    ),
    "funnel_measure": Phrase(
        "到达各阶段的申报项目数，占第一阶段的比例",
        "Applications that reached each stage, as a share of the first",
    ),
    "step": Phrase("阶段", "Stage"),
    "count": Phrase("项数", "Number"),
    "share": Phrase("比例", "Share"),
    "of_which": Phrase("其中：{name}", "of which: {name}"),
    "ends": Phrase("全部提交项目的去向", "What became of all submitted"),
    # Changes
    "changes": Phrase("最近变动", "Latest changes"),
    "changes_measure": Phrase(
        "只列公开事项；每条写明对数字的影响",
        "Public events only; each line says what it does to the figures",
    ),
    "changes_none": Phrase(
        "还没有公开事项。公示、异议处理和公布会列在这里。",
        "No public event yet. The notice, objections decided and the announcement appear here.",
    ),
    "no_change": Phrase("数字不变", "no change"),
    # Growth
    "growth_none": Phrase("还没有累计曲线", "No cumulative line yet"),
    "growth_half": Phrase(
        "{name} {total} 项，到第 {day} 个工作日已过半",
        "{name}: {total}, half of them by working day {day}",
    ),
    "growth_measure": Phrase(
        "累计项数，按申报开始后第几个工作日排列",
        "Cumulative number of applications, by working day since the call opened",
    ),
    "growth_empty": Phrase(
        "有申报之后，这里按工作日画出累计数。",
        "Once there are applications, their cumulative number by working day is drawn here.",
    ),
    "growth_reference": Phrase(
        "水平点线为上期终值；上期没有逐日数据，不画曲线。",
        "The level dotted line is the earlier total; there are no daily figures to draw it by.",
    ),
    "growth_this_year": Phrase(
        "只画本期：没有可比的上期逐日数据。",
        "This round only: there are no daily figures of an earlier one to compare with.",
    ),
    "growth_chart": Phrase("累计曲线图", "Chart of cumulative lines"),
    "growth_summary": Phrase("{name}终值 {total}", "{name} ends at {total}"),
    "day_n": Phrase("第 {n} 日", "Day {n}"),
    "data_table": Phrase("查看数据表", "Show the data table"),
    "date": Phrase("日期", "Date"),
    "working_day": Phrase("工作日", "Working day"),
    # Downloads and definitions
    "downloads": Phrase("下载与核对", "Download and check"),
    "csv_utf8": Phrase("CSV（UTF-8）", "CSV (UTF-8)"),
    "csv_gb18030": Phrase("CSV（GB 18030）", "CSV (GB 18030)"),
    "api": Phrase("数据接口", "Interface for programs"),
    "reconcile": Phrase("与已计入的事件核对", "Reconcile with the events counted"),
    "compared_with": Phrase("与公开文件对照：{title}", "Beside what was printed: {title}"),
    "at_earlier_date": Phrase("查看某日结束时的数字", "Figures at the end of an earlier day"),
    "show": Phrase("查看", "Show"),
    "definitions": Phrase("指标定义", "Definitions"),
    "definitions_version": Phrase("方案版本 {version}", "Programme version {version}"),
    "unit": Phrase("单位", "Unit"),
    "unit_count": Phrase("项", "number"),
    "unit_percent": Phrase("百分比", "per cent"),
    "unit_percentage_point": Phrase("百分点", "percentage points"),
    "unit_yuan": Phrase("元", "yuan"),
    "unit_rank": Phrase("名次", "rank"),
    "unit_year": Phrase("年份", "year"),
    "unit_years": Phrase("年数", "years"),
    "unit_order": Phrase("届次", "place in the row"),
    "unit_date": Phrase("日期", "date"),
    "rounding": Phrase("修约", "Rounding"),
    "rounding_how": Phrase(
        "四舍五入到 {n} 位小数，比较用未舍入值",
        "half up to {n} decimals; comparisons use unrounded values",
        "half up to 1 decimal; comparisons use unrounded values",
    ),
    "rounding_whole": Phrase("整数", "whole number"),
    "footnote": Phrase(
        "四舍五入；比较时用未舍入值。百分比与百分点分开书写。时间均为北京时间。",
        "Rounded half up; comparisons use unrounded values. "
        "Per cent and percentage points are never mixed. Times are Beijing time.",
    ),
    # Overview
    "rounds": Phrase("各批次统计", "Statistics by round"),
    "rounds_lead": Phrase(
        "每个批次一个看板：每个数字都写明分子、分母、截至时间和来源。",
        "One board a round: each figure names its part, its whole, its date and its source.",
    ),
    "rounds_none": Phrase("还没有批次。", "There is no round yet."),
    "open_from_to": Phrase("申报 {first} 至 {last}", "Applications {first} to {last}"),
}
