"""Phrases in the style of many plans, invented, each with what a careful reader would code."""

from __future__ import annotations

import pytest

from graph.extraction.amounts import FoundAmount, find_amounts

# Text | what is read: kind (c: condition), comparator, value (or range), unit; "-" where nothing is.
PHRASES = """
地区生产总值增长6.5%左右。 | about 6.5 percent
新增城镇就业5万人以上。 | at-least 5 person-10-thousand
规上工业增加值增速高于全省2个百分点。 | exactly 2 percentage-point
办理时限压缩至3个工作日以内。 | at-most 3 working-day
优良天数比例达到85%以上。 | at-least 85 percent
新建改造农村公路200公里。 | exactly 200 kilometre
数字经济规模翻一番。 | exactly 2 times
企业数量翻两番,研发投入翻了一番。 | exactly 4 times ; exactly 2 times
下了一番功夫,翻修道路。 | -
完成投资100亿元。 | exactly 100 cny-100-million
科技型企业力争突破300家。 | more-than 300 enterprise
审批时间由5天降至2天。 | exactly 2 day
申请材料减少30%以上。 | at-least 30 percent
研发投入强度达3.2%。 | exactly 3.2 percent
每万人发明专利拥有量达到12件。 | exactly 12 case
居民收入年均增长7%以上。 | at-least 7 percent
固定资产投资增长8%以上。 | at-least 8 percent
PM2.5平均浓度控制在35微克/立方米以内。 | at-most 35 microgram-per-cubic-metre
城镇调查失业率控制在5.5%以内。 | at-most 5.5 percent
居民消费价格涨幅控制在3%左右。 | about 3 percent
新培育专精特新企业20家以上。 | at-least 20 enterprise
培育省级专精特新企业不少于15家。 | at-least 15 enterprise
引进亿元以上项目50个。 | exactly 50 project
实施重点技改项目120项。 | exactly 120 project
新开工重大项目30个以上,竣工20个。 | at-least 30 project ; exactly 20 project
企业开办时间压缩至0.5个工作日。 | exactly 0.5 working-day
网上可办率达到100%。 | exactly 100 percent
全程网办率不低于90%,即办件比例达60%以上。 | at-least 90 percent ; at-least 60 percent
水电气接入办理环节压减至2个。 | exactly 2 item
一般工程项目审批时限不超过60个工作日。 | at-most 60 working-day
新增普惠性学位1.5万个。 | exactly 1.5 school-place-10-thousand
新建幼儿园10所、中小学5所。 | exactly 10 school ; exactly 5 school
新增公共停车位3000个。 | exactly 3000 parking-space
建成充电桩1000个。 | exactly 1000 charging-point
新增养老床位500张。 | exactly 500 bed
改造老旧小区86个,惠及居民2.3万户。 | exactly 86 item ; exactly 2.3 household-10-thousand
筹集保障性租赁住房5000套。 | exactly 5000 dwelling
新增高标准农田10万亩。 | exactly 10 mu-10-thousand
粮食产量稳定在120万吨以上。 | at-least 120 tonne-10-thousand
完成营造林3.6万亩。 | exactly 3.6 mu-10-thousand
森林覆盖率提高到42%。 | exactly 42 percent
单位生产总值能耗下降3%。 | exactly 3 percent
进出口总额增长10%。 | exactly 10 percent
实际利用外资1.2亿美元。 | exactly 1.2 usd-100-million
举办银企对接活动不少于12场。 | at-least 12 event
每季度至少召开一次座谈会。 | at-least 1 occurrence
开展培训20场次以上,培训5000人次。 | at-least 20 event ; exactly 5000 person-time
新登记经营主体3万户。 | exactly 3 business-entity-10-thousand
新增贷款500亿元以上,其中普惠贷款100亿元。 | at-least 500 cny-100-million ; exactly 100 cny-100-million
普惠小微贷款增速不低于各项贷款增速3个百分点。 | exactly 3 percentage-point
为企业减负约8亿元。 | about 8 cny-100-million
兑现奖补资金近2亿元。 | about 2 cny-100-million
新增国家级科技企业孵化器1-2家。 | between 1 2 enterprise
组织2至3场推介会。 | between 2 3 event
投诉办结率、满意率均达到95%以上。 | at-least 95 percent ; at-least 95 percent
百分之八十五以上的事项实现一次办结。 | at-least 85 percent
合格率达到百分之九十八点五。 | exactly 98.5 percent
推出惠企措施二十条。 | exactly 20 item
出台二十项便民措施。 | exactly 20 item
取消证明事项不少于十项。 | at-least 10 item
减少申报材料三分之一。 | exactly 33.3 percent
办理时间压缩三分之二以上。 | at-least 66.7 percent
占比由四分之一提高到二分之一。 | exactly 50 percent
网办率达到八成以上,压减近六成。 | at-least 80 percent ; about 60 percent
覆盖率超过九成五,办理时间压缩五成。 | more-than 95 percent ; exactly 50 percent
审批时间压缩一半以上。 | at-least 50 percent
七成左右的企业完成改造。 | about 70 percent
成员单位五成员,一成不变,一半径。 | -
效率提升两倍,数字经济规模力争翻一番以上。 | exactly 2 times ; at-least 2 times
对连续2次考核不合格的单位约谈。 | c exactly 2 occurrence
连续两次抽检不合格的企业列入名单,累计3次违规的取消资格。 | c exactly 2 occurrence ; c exactly 3 occurrence
累计3次未按期完成,予以通报。 | -
累计举办活动3次。 | exactly 3 occurrence
实施三项工程、10项行动,推进12项专项行动。 | -
推进100项重点工程,实施3项工程项目。 | exactly 100 project ; exactly 3 project
在5个镇开展试点,在全市3个区推行,在2家医院试用。 | -
在10个以上社区设立服务点,数量稳定在30个。 | at-least 10 site ; exactly 30 item
将政策兑现时限从30个工作日压缩到10个工作日。 | exactly 10 working-day
投诉24小时内响应,5个工作日内办结。 | at-most 24 hour ; at-most 5 working-day
提供24小时自助服务。 | -
实行7×24小时不打烊服务。 | -
到2025年,高新技术企业达到800家。 | exactly 800 enterprise
2024年6月底前完成。 | -
深入实施三年行动计划。 | -
聚焦5个重点领域,围绕3大产业。 | -
落实“1+3+N”政策体系。 | -
用好12345热线和5G网络。 | -
打造“15分钟便民生活圈”。 | -
执行《优化营商环境三十条措施》。 | -
开展第3批试点。 | -
对用地50亩以上的项目实行联合会审。 | c at-least 50 mu
支持年营业收入2000万元以上的企业上规模。 | c at-least 2000 cny-10-thousand
对注册资本500万元以下的企业简化手续。 | c at-most 500 cny-10-thousand
对建筑面积小于3000平方米的厂房免于审查。 | c less-than 3000 square-metre
面向60岁以上老年人提供上门服务。 | c at-least 60 year
推动从业人员100人以上的企业建立工会。 | c at-least 100 person
对连续3年无违法记录的企业减少检查。 | c exactly 3 year
对成立满3年的企业开放申报。 | c at-least 3 year
对超过6个月未使用的账户予以清理。 | c more-than 6 month
对限额200万元以下的小额工程简化招标。 | c at-most 200 cny-10-thousand
给予最高50万元奖励。 | at-most 50 cny-10-thousand
一次性奖励10万元。 | exactly 10 cny-10-thousand
减按15%的税率征收。 | exactly 15 percent
推动30%以上的规上企业上云。 | at-least 30 percent
政府采购份额预留比例提高至40%以上。 | at-least 40 percent
全市16个乡镇全面推行。 | -
推动养老、托育、家政等3项服务进社区。 | -
选派100名干部担任服务专员。 | exactly 100 person
开行中欧班列1000列以上。 | at-least 1000 occurrence
新开通公交线路5条。 | exactly 5 route
港口吞吐量达到300万标准箱。 | exactly 300 standard-container-10-thousand
新增5G基站2000个。 | exactly 2000 site
推广应用首台(套)装备10台(套)。 | exactly 10 device
技术合同成交额突破1,200亿元。 | more-than 1200 cny-100-million
数字经济核心产业增加值占比提升2个百分点。 | exactly 2 percentage-point
引进博士10名以上,引育团队3个。 | at-least 10 person ; exactly 3 item
确保抽检合格率稳定在98%以上。 | at-least 98 percent
万元产值用水量降低5%。 | exactly 5 percent
新增专利10余件。 | more-than 10 case
城区绿道达到150公里以上,新建口袋公园12个。 | at-least 150 kilometre ; exactly 12 site
建设村级服务站200个,打造示范点20个。 | exactly 200 site ; exactly 20 item
固定资产投资、社会消费品零售总额分别增长7%、8%。 | exactly 7 percent ; exactly 8 percent
力争营商环境评价进入全省前5位。 | at-most 5 rank
设立总规模不低于10亿元的产业基金。 | at-least 10 cny-100-million
组织开展一次专项检查。 | -
推动一批项目落地,实现一个窗口办理。 | -
企业开办时间压缩至4个工作小时以内。 | at-most 4 hour
市场主体总量达到60万户。 | exactly 60 business-entity-10-thousand
实现3公里服务圈全覆盖。 | -
中小企业预留份额由30%阶段性提高至40%。 | exactly 40 percent
生产总值增长6%以上,登记失业率控制在4.5%以内 | at-least 6 percent ; at-most 4.5 percent
社会消费品零售总额增长8%左右,进出口总额突破1000亿元 | about 8 percent ; more-than 1000 cny-100-million
力争全年净增“四上”企业400家以上 | at-least 400 enterprise
新增上市企业3家、新三板挂牌企业5家 | exactly 3 enterprise ; exactly 5 enterprise
年内完成1000户以上经营主体“个转企” | at-least 1000 business-entity
实现依申请政务服务事项网上可办率100% | exactly 100 percent
高频事项“最多跑一次”比例达到99%以上 | at-least 99 percent
将不动产一般登记压缩至3个工作日内,抵押登记压缩至1个工作日内 | at-most 3 working-day ; at-most 1 working-day
用水报装压缩至4个工作日,用气报装压缩至5个工作日 | exactly 4 working-day ; exactly 5 working-day
低压小微企业用电报装全过程办电时间压减至15个工作日以内 | at-most 15 working-day
进口、出口整体通关时间较2017年压缩60%以上 | at-least 60 percent
清退保证金3000万元 | exactly 3000 cny-10-thousand
正常退税平均办理时间压缩至3个工作日内 | at-most 3 working-day
10千伏及以上用户办电环节压减至3个 | exactly 3 item
160千瓦及以下小微企业用电报装零投资 | c at-most 160 kilowatt
为符合条件的小微企业提供单户授信1000万元以下的贷款支持 | c at-most 1000 cny-10-thousand
新增发放创业担保贷款3亿元,带动就业1万人 | exactly 3 cny-100-million ; exactly 1 person-10-thousand
开展补贴性职业技能培训2万人次以上 | at-least 2 person-time-10-thousand
城乡居民基本医保参保率稳定在95%以上 | at-least 95 percent
每千人口拥有3岁以下婴幼儿托位数达到4个 | exactly 4 item
新改扩建公办幼儿园12所,新增学位4000个 | exactly 12 school ; exactly 4000 school-place
完成农村改厕2万户 | exactly 2 household-10-thousand
建设和美乡村示范村10个 | exactly 10 village
新增国家高新技术企业100家,总数突破500家 | exactly 100 enterprise ; more-than 500 enterprise
技术合同成交额达到80亿元以上 | at-least 80 cny-100-million
新建5G基站1000座,累计达到5000座 | exactly 1000 site ; exactly 5000 site
细颗粒物(PM2.5)平均浓度控制在40微克/立方米以下 | at-most 40 microgram-per-cubic-metre
国控断面优良水体比例达到80% | exactly 80 percent
市区空气质量优良天数300天以上 | at-least 300 day
完成水土流失治理面积100平方公里 | exactly 100 square-kilometre
每月开展不少于2次“局长走流程” | at-least 2 occurrence
每年随机抽查比例不低于5% | at-least 5 percent
全年走访企业不少于200家次 | at-least 200 enterprise
办结时间平均缩短50%以上 | at-least 50 percent
涉企检查频次下降20% | exactly 20 percent
行政复议案件按期办结率100%,纠错率控制在10%以下 | exactly 100 percent ; at-most 10 percent
商事案件平均审理天数控制在90天以内 | at-most 90 day
执行合同时间压缩至200天 | exactly 200 day
评价得分达到90分以上 | at-least 90 point
打造3-5个特色产业园区 | between 3 5 item
培育20个左右“专精特新”项目 | about 20 project
公共资源交易全流程电子化率达到100% | exactly 100 percent
对未满18周岁的参加者免收费用 | c less-than 18 year
面向毕业2年内高校毕业生发放补贴 | -
对投资额5000万元以上的重大项目实行专班服务 | c at-least 5000 cny-10-thousand
引进投资10亿元以上项目5个 | c at-least 10 cny-100-million ; exactly 5 project
对首次纳统的企业给予20万元奖励 | exactly 20 cny-10-thousand
租金减免不超过6个月 | at-most 6 month
政府投资项目土石方及金额在50万元以下的免于招标 | c at-most 50 cny-10-thousand
四至五星级饭店 | -
一至三季度 | -
落实国务院20项优化措施 | exactly 20 item
推进60项重点改革任务 | exactly 60 item
全面推行“2+1”模式,办好10件民生实事 | exactly 10 case
市政府常务会议第12次审议 | -
(电话:0371-67180000) | -
国办发〔2024〕3号 | -
“十四五”期间累计完成500亿元 | exactly 500 cny-100-million
1月1日起施行,有效期5年 | -
2024年1-6月 | -
3.深化改革。4.优化服务 | -
GDP总量突破1.5万亿元 | more-than 1.5 cny-trillion
粮食总产量稳定在50亿斤以上 | at-least 50 jin-100-million
生猪出栏200万头 | -
确保全年减税降费50亿元以上 | at-least 50 cny-100-million
新能源汽车渗透率由20%提高到30% | exactly 30 percent
快递业务量增长15%,农村快递网点覆盖100%行政村 | exactly 15 percent ; exactly 100 percent
建立20人的专家库 | exactly 20 person
组建10人以上的服务团队 | at-least 10 person
年用水量1万吨以上的单位 | c at-least 1 tonne-10-thousand
力争跻身全省前3名 | at-most 3 rank
至2025年底,数字化转型覆盖面达70% | exactly 70 percent
实现规上工业企业智能化改造全覆盖 | -
办理环节精简至1个,材料精简至3份以内 | exactly 1 item ; at-most 3 document
压缩审批时限50% | exactly 50 percent
将环评报告书审批时限由法定的60日压缩到15日 | exactly 15 day
公开招标项目数占比90%以上 | at-least 90 percent
为中小企业预留采购份额30%以上 | at-least 30 percent
单电源、双电源办电时间分别压减至15个、25个工作日以内。 | at-most 15 working-day ; at-most 25 working-day
改造小区5个、10个村通水。 | exactly 5 item ; exactly 10 village
事故起数和死亡人数分别下降5%、3%以上。 | at-least 5 percent ; at-least 3 percent
新增年收入超50万元的经济强村5个。 | c more-than 50 cny-10-thousand ; exactly 5 village
启动100个社区嵌入式服务设施试点,建成不少于30个社区养老服务站。 | exactly 100 item ; at-least 30 site
在30个社区开展试点,创建20个示范社区。 | exactly 20 community
贷款平均利率下降10个基点。 | -
对义务教育阶段5-9年级学生开展筛查。 | -
对年纳税额3亿元以上、吸纳就业20人以上的企业帮扶。 | c at-least 3 cny-100-million ; c at-least 20 person
培育产值5亿元以上、税收9元以上企业 | c at-least 5 cny-100-million ; c at-least 9 cny
0.5天内办结率达到90%以上。 | at-least 90 percent
投诉7日内受理率、30日内办结率均达到98%。 | exactly 98 percent ; exactly 98 percent
12户重点企业全部完成改制。 | exactly 12 enterprise
对承租国有房屋的企业减免3个月租金。 | exactly 3 month
新增学位15000个、宿位20000个。 | exactly 15000 school-place ; exactly 20000 item
国内生产总值增长6.5%—7%左右。 | between 6.5 7 percent
一二等奖分别奖励100万元、30万元。 | exactly 100 cny-10-thousand ; exactly 30 cny-10-thousand
亿元生产总值事故死亡率控制在0.02以下。 | -
存栏生猪50万头,制定规章1部。 | -
对面积不大于900平方米、高度不大于24米的厂房免审。 | c at-most 900 square-metre ; c at-most 24 metre
企业开办压缩至1个环节、0.5天办结。 | exactly 1 item ; exactly 0.5 day
企业诉求1小时签收、24小时响应,建立48小时响应机制。 | exactly 1 hour ; exactly 24 hour
由市长任组长、3位副市长任副组长,下设8个工作组。 | -
“十三五”以来累计投入12亿元,去年新增企业300家,今年力争新增350家。 | exactly 350 enterprise
目前已建成50公里,年内再建20公里,较去年增长5%。 | exactly 20 kilometre ; exactly 5 percent
补助不高于总投资的30%,按不低于年度预算3%安排资金。 | at-most 30 percent ; at-least 3 percent
组织4次督查,约谈排名后3位的县区。 | exactly 4 occurrence
推进总投资50亿元的电站项目,年内完成投资30亿元。 | exactly 30 cny-100-million
交易额突破百亿元,引进百亿级项目1个。 | more-than 100 cny-100-million ; exactly 1 project
举办展会30场(次)以上,培训4期,集中开工4批次。 | at-least 30 event ; exactly 4 event ; exactly 4 occurrence
归集数据50亿条,新开公交线路5条。 | exactly 5000000000 item ; exactly 5 route
对年销售额首次突破1亿元、2亿元的企业帮扶。 | c more-than 1 cny-100-million ; c more-than 2 cny-100-million
覆盖率、达标率分别不低于80%、90%。 | at-least 80 percent ; at-least 90 percent
可返还其上年度缴纳失业保险费的50%。 | exactly 50 percent
可申请最高不超过15万元的创业担保贷款。 | at-most 15 cny-10-thousand
新招用人数达到职工总数15%的,可申请最高300万元贷款。 | c exactly 15 percent ; at-most 300 cny-10-thousand
将24项激励措施增加为30项,将10个项目纳入清单。 | exactly 30 item ; exactly 10 project
人均预期寿命达到80岁,平均受教育年限达到11.5年。 | exactly 80 year ; exactly 11.5 year
开展3个城中村改造,建设8个县域商业体系项目。 | exactly 3 village ; exactly 8 project
给予500万元—1000万元资助,提高10%至15%。 | between 500 1000 cny-10-thousand ; between 10 15 percent
由10个增加至20个,从5%提高至8%。 | exactly 20 item ; exactly 8 percent
推动20家三级医院检查互认。 | exactly 20 institution
在餐饮、药店等20个行业推行一业一证,在10个左右领域试点。 | -
对产值增长10%以上的企业给予奖励。 | c at-least 10 percent
按不超过总投资20%、最高1000万元给予支持。 | at-most 20 percent ; at-most 1000 cny-10-thousand
教师每年至少1个月在企业实训。 | at-least 1 month
给予不超过3年、每年最高20万元的租金补贴。 | at-most 3 year ; at-most 20 cny-10-thousand
供养标准不低于低保标准的1.3倍。 | at-least 1.3 times
培育10亿元级企业20家、百亿元级企业2家。 | exactly 20 enterprise ; exactly 2 enterprise
科技型中小企业入库突破1万户。 | more-than 1 enterprise-10-thousand
依托3个国家级开发区建设产业园。 | -
全市共有18个乡镇、256个行政村。 | -
"""


def cases() -> list[tuple[str, str]]:
    pairs = [line.partition("|") for line in PHRASES.strip().splitlines()]
    return [(text.strip(), expected.strip()) for text, _, expected in pairs]


def read(text: str) -> list[FoundAmount]:
    return find_amounts(text, 0, len(text))


def spell(amount: FoundAmount) -> str:
    kind = "c " if amount.kind == "condition" else ""
    maximum = f" {amount.maximum}" if amount.maximum is not None else ""
    return f"{kind}{amount.comparator} {amount.value}{maximum} {amount.unit}"


@pytest.mark.parametrize(("text", "expected"), cases())
def test_phrase(text: str, expected: str) -> None:
    assert (" ; ".join(map(spell, read(text))) or "-") == expected


def test_what_is_told_of_the_year_before_is_no_target() -> None:
    text = "2023年底,高新技术企业达到500家,今年新增80家。2024年达到580家,能耗较2023年下降3%。"
    found = find_amounts(text, 0, len(text), year=2024)
    assert [str(each.value) for each in found] == ["80", "580", "3"]
    assert len(read(text)) == 4


def test_where_a_phrase_stands() -> None:
    text = "2024年力争新增城镇就业 5 万人以上,其中青年2万人。"
    first, second = read(text)
    assert (first.as_written, first.subject, first.basis) == (
        "新增城镇就业5万人以上",
        "新增城镇就业",
        "increase",
    )
    assert text[first.start : first.end] == "新增城镇就业 5 万人以上"
    assert (second.subject, text[second.start : second.end]) == ("青年", "青年2万人")


def test_subjects_with_one_number_and_with_one_each() -> None:
    shared = read("信息上报率、合规率、及时率达到100%。")
    assert [(each.subject, str(each.value)) for each in shared] == [
        ("信息上报率", "100"),
        ("合规率", "100"),
        ("及时率", "100"),
    ]
    parted = read("工业投资、民间投资分别增长7%、8%。")
    assert [(each.subject, str(each.value)) for each in parted] == [("工业投资", "7"), ("民间投资", "8")]


def test_verb_alone_takes_what_it_counts() -> None:
    assert [each.subject for each in read("引进1-2家知识产权鉴定机构,开通3条公交线路。")] == [
        "引进知识产权鉴定机构",
        "开通公交线路",
    ]


def test_a_quotation_is_short_and_has_no_full_stop() -> None:
    long = "纳入统一监管范围的限额以上政府采购工程项目远程异地评审比例不低于30%。"
    (amount,) = read(long)
    assert len(amount.as_written) <= 24
    assert len(amount.subject) <= 20
    assert amount.as_written.endswith("不低于30%")


def test_a_clause_that_names_nothing_takes_the_one_before() -> None:
    (amount,) = read("开展局长走流程,全年不少于4次。")
    assert (amount.subject, amount.comparator) == ("开展局长走流程", "at-least")


def test_the_noun_of_the_next_number_is_not_that_of_the_last() -> None:
    found = read("5年内重点引进30名管理人才和50名专业人才,新办学校3所。")
    assert [each.subject for each in found] == ["重点引进管理人才", "专业人才", "新办学校"]


def test_a_number_without_words_of_its_own_has_the_subject_before_it() -> None:
    found = read("数字经济规模较2020年翻一番,达到500亿元,三分之二以上为民营企业。引进3家。")
    assert [(each.subject, str(each.value)) for each in found] == [
        ("数字经济规模", "2"),
        ("数字经济规模", "500"),
        ("民营企业", "66.7"),
        ("引进", "3"),
    ]


def test_a_number_after_a_list_mark_has_its_own_phrase() -> None:
    second = read("新增4000张养老床位、800张护理床位。")[1]
    assert (second.subject, second.as_written) == ("护理床位", "800张")


def test_numbers_in_a_row_share_subject_and_basis() -> None:
    text = "居民收入分别增长8%左右和8.5%左右,新增技能人才5万人、高技能人才2万人、总数达到9万人。"
    found = [(each.subject, each.basis) for each in read(text)]
    assert found[:2] == [("居民收入", "increase")] * 2
    assert [basis for _, basis in found[2:]] == ["increase", "increase", "level"]


def test_a_name_is_no_basis() -> None:
    text = "工业增加值占比稳定在30%以上,工程建设项目审批时间缩短至60个工作日。"
    assert [each.basis for each in read(text)] == ["level", "level"]


def test_bounds_are_kept() -> None:
    text = "新增5家企业。新增6家企业。"
    assert [str(each.value) for each in find_amounts(text, 7, len(text))] == ["6"]


def test_distance_is_doubted() -> None:
    (amount,) = read("增速高于全省平均水平2个百分点。")
    assert amount.doubt


def test_time_grows_with_the_text() -> None:
    text = "新增城镇就业5万人以上,审批时间由5天降至2天;" * 2000
    assert len(read(text)) == 4000
