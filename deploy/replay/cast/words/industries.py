# ruff: noqa: E501 - a table, one industry a line
"""Industries of the demo by GB/T 4754-2017, each with a field and what its firms make."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Industry:
    """`trade` goes into company names; `products` are pairs of zh and en."""

    code: str
    category: str
    weight: int
    trade: tuple[str, str]
    products: tuple[tuple[str, str], ...]


def _industry(code: str, category: str, weight: int, trade: str, products: str) -> Industry:
    def pair(text: str) -> tuple[str, str]:
        zh, _, en = text.strip().partition(" ")
        return zh, en

    return Industry(code, category, weight, pair(trade), tuple(map(pair, products.split(";"))))


_ELECTRONIC, _MATERIALS, _ENERGY = "electronic-information", "new-materials", "new-energy"
_MACHINES, _MEDICINE = "advanced-manufacturing", "biology-medicine"
_SERVICES, _ENVIRONMENT, _AEROSPACE = "high-tech-services", "resources-environment", "aerospace"

INDUSTRIES = (
    _industry("3982", _ELECTRONIC, 8, "电路 Circuit", "高密度互连电路板 HDI circuit board;铝基电路板 aluminium-based circuit board;挠性电路板 flexible circuit board"),
    _industry("3975", _ELECTRONIC, 6, "光电 Optoelectronics", "大功率LED模组 high-power LED module;LED驱动电源 LED driver;车用LED灯珠 automotive LED package"),
    _industry("3872", _ENERGY, 7, "照明 Lighting", "智能LED路灯 smart LED street lamp;防爆照明灯具 explosion-proof luminaire;植物生长灯 plant growth lamp"),
    _industry("3983", _ELECTRONIC, 3, "传感 Sensor", "压力传感器 pressure sensor;温湿度变送器 temperature and humidity transmitter"),
    _industry("3922", _ELECTRONIC, 2, "通信 Communication", "无线数据终端 wireless data terminal;光纤收发器 fibre transceiver"),
    _industry("3981", _ELECTRONIC, 3, "电子 Electronics", "片式电感器 chip inductor;薄膜电容器 film capacitor"),
    _industry("3841", _ENERGY, 4, "新能源 New Energy", "磷酸铁锂动力电池 LFP traction battery;储能电池系统 battery storage system"),
    _industry("3812", _MACHINES, 4, "电机 Motor", "永磁同步电机 permanent magnet synchronous motor;伺服电机 servo motor"),
    _industry("3823", _MACHINES, 3, "电气 Electric", "智能配电柜 smart distribution cabinet;真空断路器 vacuum circuit breaker"),
    _industry("3825", _ENERGY, 2, "光伏 Photovoltaic", "光伏逆变器 photovoltaic inverter;光伏支架系统 solar mounting system"),
    _industry("3852", _ENERGY, 3, "电器 Appliance", "变频空调器 inverter air conditioner;热泵热水机 heat pump water heater"),
    _industry("3854", _MACHINES, 4, "厨电 Kitchen Appliance", "智能集成灶 integrated smart cooker;商用电磁炉 commercial induction cooker"),
    _industry("3752", _MACHINES, 5, "机车部件 Motorcycle Parts", "摩托车电喷系统 motorcycle fuel injection system;轻量化铝合金轮毂 light alloy wheel"),
    _industry("3670", _MACHINES, 5, "汽车部件 Auto Parts", "汽车转向节 steering knuckle;新能源汽车热管理阀 thermal valve for electric vehicles"),
    _industry("3352", _MACHINES, 6, "卫浴 Sanitary Ware", "恒温淋浴龙头 thermostatic shower mixer;感应节水龙头 sensor water-saving tap"),
    _industry("3443", _MACHINES, 3, "阀门 Valve", "智能调节阀 smart control valve;高压球阀 high-pressure ball valve"),
    _industry("3491", _MACHINES, 3, "机器人 Robot", "六轴工业机器人 six-axis industrial robot;自动上下料机械手 loading manipulator"),
    _industry("3525", _MACHINES, 4, "模具 Mould", "精密注塑模具 precision injection mould;压铸模具 die-casting mould"),
    _industry("3523", _MACHINES, 3, "机械 Machinery", "伺服注塑机 servo injection moulding machine;多层共挤吹膜机 co-extrusion film blowing machine"),
    _industry("3542", _MACHINES, 2, "印刷机械 Printing Machinery", "卫星式柔版印刷机 flexographic press;数码喷印机 digital inkjet press"),
    _industry("3581", _MEDICINE, 2, "医疗器械 Medical Devices", "多参数监护仪 patient monitor;医用雾化器 medical nebuliser"),
    _industry("3591", _ENVIRONMENT, 3, "环保设备 Environmental Equipment", "一体化污水处理设备 packaged sewage treatment plant;有机废气净化装置 VOC purifier"),
    _industry("2641", _MATERIALS, 6, "涂料 Coatings", "水性木器涂料 waterborne wood coating;粉末涂料 powder coating"),
    _industry("2642", _MATERIALS, 2, "油墨 Ink", "环保水性油墨 water-based ink;紫外光固化油墨 UV-curing ink"),
    _industry("2651", _MATERIALS, 4, "树脂 Resin", "水性聚氨酯树脂 waterborne polyurethane resin;耐热酚醛树脂 heat-resistant phenolic resin"),
    _industry("2662", _MATERIALS, 4, "新材料 New Materials", "电子级清洗剂 electronic-grade cleaner;导热硅胶 thermally conductive silicone"),
    _industry("2829", _MATERIALS, 3, "化纤 Chemical Fibre", "阻燃锦纶丝 flame-retardant nylon yarn;高强聚酯工业丝 high-tenacity polyester yarn"),
    _industry("2921", _MATERIALS, 4, "薄膜 Film", "高阻隔包装膜 high-barrier film;光学聚酯薄膜 optical polyester film"),
    _industry("2929", _MATERIALS, 4, "塑料 Plastics", "改性工程塑料 modified engineering plastic;可降解塑料餐具 degradable plastic tableware"),
    _industry("2223", _MATERIALS, 2, "纸业 Paper", "防伪涂布纸 anti-counterfeit coated paper;热敏记录纸 thermal paper"),
    _industry("3252", _MATERIALS, 4, "铝业 Aluminium", "高精度铝型材 precision aluminium profile;铝合金板带 aluminium strip"),
    _industry("3072", _MATERIALS, 2, "陶瓷 Ceramics", "氧化锆陶瓷件 zirconia ceramic part;蜂窝陶瓷载体 honeycomb ceramic support"),
    _industry("2720", _MEDICINE, 2, "药业 Pharmaceutical", "缓释片剂 sustained-release tablet;复方注射液 compound injection"),
    _industry("2740", _MEDICINE, 2, "中药 Traditional Medicine", "陈皮提取物颗粒 tangerine peel extract granule;中药贴剂 herbal patch"),
    _industry("1495", _MEDICINE, 4, "生物 Biotechnology", "酵母提取物 yeast extract;食品用益生菌 food-grade probiotic"),
    _industry("4220", _ENVIRONMENT, 2, "再生资源 Recycling", "再生聚酯切片 recycled polyester chip;废旧电池回收材料 recovered battery material"),
    _industry("3749", _AEROSPACE, 1, "航空 Aviation", "工业级无人机 industrial drone;航空复合材料件 aviation composite part"),
    _industry("6513", _SERVICES, 3, "软件 Software", "制造执行管理软件 manufacturing execution software;智慧水务平台 smart water platform"),
    _industry("6531", _SERVICES, 2, "信息 Information", "工业物联网系统 industrial IoT system;能耗监测系统 energy monitoring system"),
    _industry("7320", _SERVICES, 1, "检测 Testing", "电池安全检测系统 battery safety test system;材料失效分析系统 failure analysis system"),
)  # fmt: skip

QUALITIES = (
    ("高效", "efficient"),
    ("低噪声", "low-noise"),
    ("节能型", "energy-saving"),
    ("高精度", "high-precision"),
    ("耐高温", "heat-resistant"),
    ("轻量化", "lightweight"),
    ("环保型", "eco-friendly"),
    ("长寿命", "long-life"),
    ("集成式", "integrated"),
    ("新型", "new"),
)
"""What makers say of their products, zh and en."""
