from __future__ import annotations

import pytest

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import read
from tests.features.cost.reading_cases import cases, short

MODELS = PriceBook()

NUMBERS = r"""
一天500次，每次2000输入300输出，gpt-5.4-mini 一个月多少钱 ⇒ 2000>300 x500/day for 1 month @gpt-5.4-mini
gpt-5.4 输入 12k 输出 800 ⇒ 12000>800 @gpt-5.4
每次输入两千输出三百，一天一千次 ⇒ 2000>300 x1000/day
100万 token gpt-6-luna 输入多少钱 ⇒ 1000000> @gpt-6-luna
gpt-5.4输入12k输出800多少钱 ⇒ 12000>800 @gpt-5.4
输入2000输出300 ⇒ 2000>300
输入2000，输出300 ⇒ 2000>300
输入200，300输出 ⇒ 200>300
2000输入300输出 ⇒ 2000>300
２０００输入３００输出 ⇒ 2000>300
输入：2000 token，输出：300 token ⇒ 2000>300
输入2000个token，输出300个token，用gpt-5.4要多少钱 ⇒ 2000>300 @gpt-5.4
2000 token 输入 300 token 输出 gpt-5.4-mini ⇒ 2000>300 @gpt-5.4-mini
2000token的输入，300token的输出 ⇒ 2000>300
输出300输入2000 gpt-5.4 ⇒ 2000>300 @gpt-5.4
输入输出各2000 gpt-5.4 ⇒ 2000>2000 @gpt-5.4
输入输出分别是2000和300 ⇒ 2000>300
输入/输出：2000/300 ⇒ 2000>300
输入输出 2000/300 gpt-5.4 ⇒ 2000>300 @gpt-5.4
输入1.2M，输出30万，缓存一半 ⇒ 1200000>300000 c50%
输入12k，其中8k缓存，输出800 ⇒ 12000>800 c8000
输入12k（缓存8k），输出800 ⇒ 12000>800 c8000
输入12k，缓存命中率90%，输出800 ⇒ 12000>800 c90%
输入12k，命中缓存九成，输出800 ⇒ 12000>800 c90%
输入12k，一半命中缓存，输出800 ⇒ 12000>800 c50%
输入12k，百分之九十缓存，输出800 ⇒ 12000>800 c90%
输入12k，全部命中缓存，输出800 ⇒ 12000>800 c100%
输入12k输出800不走缓存 ⇒ 12000>800
未缓存4k，缓存8k，输出800 ⇒ 12000>800 c8000
缓存输入 8k，输出 800 ⇒ set >800 c8000
每天500次，每次输入2000，输出300，gpt-5.4-mini，一个月多少钱 ⇒ 2000>300 x500/day for 1 month @gpt-5.4-mini
每天调用500次，每次2000进300出，gpt-5.4-mini ⇒ 2000>300 x500/day @gpt-5.4-mini
日均500次调用，单次2000输入300输出，月费用多少 ⇒ 2000>300 x500/day for 1 month
500次/天，2000输入，300输出 ⇒ 2000>300 x500/day
每月一万次，每次两千输入三百输出，用gpt-5.4-mini一年多少钱 ⇒ 2000>300 x10000/month for 1 year @gpt-5.4-mini
一个月10万次调用，每次1000输入200输出 gpt-5.4-nano ⇒ 1000>200 x100000/month @gpt-5.4-nano
调用500次，每次输入2k，输出300 ⇒ 2000>300 x500
每小时50次 每次输入2k 输出300 一天多少钱 ⇒ 2000>300 x50/hour for 1 day
每分钟10次 输入2k 输出300 ⇒ 2000>300 x600/hour
一周2000次，输入1千，输出2百，o4-mini ⇒ 1000>200 x2000/week @o4-mini
100个用户，每人每天20次，每次输入1500输出300，gpt-5.4-mini ⇒ 1500>300 x2000/day @gpt-5.4-mini
我们有100人，每人每天问20次，一次大概1500输入300输出，一个月要多少钱 ⇒ 1500>300 x2000/day for 1 month ~
处理1000篇文章，每篇3000token，输出200，batch ⇒ 3000>200 x1000 batch
1000条评论，每条200 token输入，50 token输出，批量 ⇒ 200>50 x1000 batch
每天一百万token，gpt-6-luna，一个月多少钱 ⇒ 1000000? x1/day for 1 month all @gpt-6-luna
一天10M token gpt-5.4 多少钱 ⇒ 10000000? x1/day all @gpt-5.4
每月输入1亿token输出2000万token gpt-5.4-nano ⇒ 100000000>20000000 x1/month all @gpt-5.4-nano
100k token gpt-5.4 多少钱 ⇒ 100000? @gpt-5.4
gpt-5.4 一百万token多少钱 ⇒ 1000000? @gpt-5.4
10万token大概多少钱 ⇒ 100000? ~
输出3000 token gpt-5.4多少钱 ⇒ 0>3000 @gpt-5.4
5w token 输入 gpt-5.4 ⇒ 50000> @gpt-5.4
1万2输入，3千5输出 ⇒ 12000>3500
输入1w2输出3k5 ⇒ 12000>3500
两千三百输入五百输出 ⇒ 2300>500
输入两千三百一天一千次 ⇒ 2300> x1000/day
输入2000输出300，×500 ⇒ 2000>300 x500
输入2000输出300 乘以 500次 ⇒ 2000>300 x500
每次输入约2000，输出约300，每天500次左右 ⇒ 2000>300 x500/day ~
输入2000多，输出300 ⇒ 2000>300 ~
输入2k输出最多500 ⇒ 2000>500 max
输入2k，最大输出500 ⇒ 2000>500 max
输入2k，输出500以内 ⇒ 2000>500 max
输入2k输出500推理2000 gpt-5.4 ⇒ 2000>2500 r2000 @gpt-5.4
输入2k输出3000其中推理2000 ⇒ 2000>3000 r2000
系统提示词2k，用户输入500，输出300 ⇒ 2500>300
提示词2k，回答300 gpt-5.4-mini ⇒ 2000>300 @gpt-5.4-mini
上下文10万，回复500，gpt-5.4 ⇒ 100000>500 @gpt-5.4
請問輸入2000輸出300用gpt-5.4要多少錢 ⇒ 2000>300 @gpt-5.4
每天500次，每次輸入2000輸出300，快取一半 ⇒ 2000>300 c50% x500/day
帮我算一下：gpt-5.4-mini，每次输入3000 token、输出500 token，每天调用200次，一个月大概多少人民币？
    ⇒ 3000>500 x200/day for 1 month ~ @gpt-5.4-mini
老板想知道客服机器人一个月烧多少：一天500次对话，每次大约2000输入、300输出，gpt-5.4-mini
    ⇒ 2000>300 x500/day for 1 month ~ @gpt-5.4-mini
gpt-5.4和gpt-5.4-mini对比，输入12k输出800 ⇒ 12000>800 @gpt-5.4,gpt-5.4-mini
输入2k输出300 flex gpt-5.4 ⇒ 2000>300 flex @gpt-5.4
输入2k输出300 优先 gpt-5.4 ⇒ 2000>300 fast @gpt-5.4
一天500次 2000/300 gpt-5.4-mini ⇒ 2000>300 x500/day @gpt-5.4-mini
gpt-5.4-mini 500次/天 2k进 300出 30天 ⇒ 2000>300 x500/day for 30 day @gpt-5.4-mini
input 2000 output 300 一天500次 ⇒ 2000>300 x500/day
2k prompt，300 completion，每天 500 calls ⇒ 2000>300 x500/day
in 2k out 300 每月一万次 gpt-5.4-nano ⇒ 2000>300 x10000/month @gpt-5.4-nano
半个月，每天500次，输入2k输出300 ⇒ 2000>300 x500/day for 15 day
输入总共3M，输出总共500k，调用1000次 ⇒ 3000000>500000 x1000 all
1000次调用一共3M token gpt-5.4 ⇒ 3000000? x1000 all @gpt-5.4
gpt-5.4 1000次多少钱 ⇒ set x1000 @gpt-5.4
每次对话大概3000token，一天1万次对话，用gpt-5.4-nano一个月多少 ⇒ 3000? x10000/day for 1 month ~ @gpt-5.4-nano
一次2k token一天100次 ⇒ 2000? x100/day
跑一次输入10w输出1w的gpt-5.4任务多少钱 ⇒ 100000>10000 @gpt-5.4
gpt-5.4 10w输入 1w输出 ⇒ 100000>10000 @gpt-5.4
10万字输入 gpt-5.4 ⇒ !other_unit 10万字
输入 token 数 15000，输出 token 数 2000 ⇒ 15000>2000
输入：15,000\n输出：2,000\n模型：gpt-5.4\n每天 300 次 ⇒ 15000>2000 x300/day @gpt-5.4
一百万输出token gpt-5.4 ⇒ 0>1000000 @gpt-5.4
1百万输入，50万输出 ⇒ 1000000>500000
1.5百万 token 输入 ⇒ 1500000>
gpt-5.4-mini 2k→300 ×500/天 ⇒ 2000>300 x500/day @gpt-5.4-mini
每天5个问题，每个问题2000token，回答500token ⇒ 2000>500 x5/day
三千次调用 输入一千五 输出两百五 ⇒ 1500>250 x3000
输入一千五百输出二百五十 ⇒ 1500>250
输入1500token输出250token三千次 ⇒ 1500>250 x3000
每轮2000token，10轮对话，gpt-5.4-mini ⇒ 2000? x10 @gpt-5.4-mini
gpt-5.4-mini 每天处理 1GB 文本 ⇒ -
gpt-5.4-mini 用 2000 in 300 out, how many calls for $20 ⇒ -
月调用量10万，单次输入1000，输出200 ⇒ 1000>200 x100000/month
QPS 2，输入500，输出100 ⇒ -
每个工作日500次，输入2k输出300 ⇒ 2000>300 x2500/week
日调用量1万次，每次输入1000，输出200，月费用？ ⇒ 1000>200 x10000/day for 1 month
如果每天有2000个用户，每人5次提问，每次1000输入300输出，gpt-5.4-nano ⇒ 1000>300 x10000/day @gpt-5.4-nano
这个项目一天大概要处理三百份合同，每份八千token，输出一千，gpt-5.4，一个月预算要多少
    ⇒ 8000>1000 x300/day for 1 month ~ @gpt-5.4
输入10000 tokens输出2000 tokens用4o多少钱 ⇒ 10000>2000 @gpt-4o
4o输入1万输出2千 ⇒ 10000>2000 @gpt-4o
用gpt5.4跑10万条数据，每条输入500token，输出100token，要多少钱 ⇒ 500>100 x100000 @gpt-5.4
10万条，每条500进100出，5.4-nano，batch多少钱 ⇒ 500>100 x100000 batch @gpt-5.4-nano
我每天大概用50万输入token和10万输出token，一个月gpt-5.4-mini要花多少钱
    ⇒ 500000>100000 x1/day for 1 month all ~ @gpt-5.4-mini
每天50w输入10w输出，gpt-5.4-mini，一个月多少 ⇒ 500000>100000 x1/day for 1 month all @gpt-5.4-mini
一个月用3000万token，8成输入2成输出，gpt-5.4 ⇒ -
一个月3000万输入，500万输出，缓存命中60%，gpt-5.4多少钱 ⇒ 30000000>5000000 c60% x1/month all @gpt-5.4
每次对话上下文8k，回复500字左右 ⇒ -
上下文8k回复500 gpt-5.4 一天2000次 年费用 ⇒ 8000>500 x2000/day for 1 year @gpt-5.4
输入100万token的gpt-6-luna要几块钱 ⇒ 1000000> @gpt-6-luna
1M token gpt-6-luna 输出多少钱 ⇒ 0>1000000 @gpt-6-luna
gpt-6-luna 输出1M token多少钱 ⇒ 0>1000000 @gpt-6-luna
gpt-6-luna 输入输出各1M token ⇒ 1000000>1000000 @gpt-6-luna
gpt-6-luna 输入输出各一百万多少钱 ⇒ 1000000>1000000 @gpt-6-luna
o3 输入1万 输出3万 其中推理2.5万 ⇒ 10000>30000 r25000 @o3
请帮我估算：每天1000次API调用，平均输入1500 tokens，平均输出400 tokens，模型gpt-5.4-mini，求月成本
    ⇒ 1500>400 x1000/day for 1 month ~ @gpt-5.4-mini
模型 gpt-5.4-mini；输入 1500；输出 400；次数 1000/天 ⇒ 1500>400 x1000/day @gpt-5.4-mini
gpt-5.4-mini | 1500 | 400 | 1000次/天 ⇒ 1500>400 x1000/day @gpt-5.4-mini
翻译一本20万字的书要多少钱 ⇒ -
把10万token的文档总结成1000token用gpt-5.4多少钱 ⇒ 100000>1000 @gpt-5.4
每日 token 用量 500 万，输入占 80% ⇒ -
一次请求4k token，其中3k命中缓存，输出500 ⇒ 4000>500 c3000
五百次，每次三千进一千出，o4-mini ⇒ 3000>1000 x500 @o4-mini
五千个用户每人每天问三次，每次一千token输入三百输出 ⇒ 1000>300 x15000/day
deepseek-v3 输入100万多少钱 ⇒ 1000000> @deepseek-v3
12k in 800 out gpt-5.4 多少人民币 ⇒ 12000>800 @gpt-5.4
每个用户每月20k输入5k输出，300个用户，gpt-5.4-mini ⇒ 20000>5000 x300/month @gpt-5.4-mini
用户 300 人，每人每月 100 次，每次 2k 输入 500 输出 ⇒ 2000>500 x30000/month
4000输入1000输出跑2000次要多少美元 ⇒ 4000>1000 x2000
gpt-5.4-mini，4k in，1k out，2000次/日 ⇒ 4000>1000 x2000/day @gpt-5.4-mini
单次 input 4k / output 1k，日调用 2000，模型 gpt-5.4-mini，月成本？ ⇒ 4000>1000 x2000/day for 1 month @gpt-5.4-mini
prompt 4000 completion 1000 一天两千次 ⇒ 4000>1000 x2000/day
我想用gpt-5.4做翻译，每天大约30万token输入，30万token输出，一个月多少钱
    ⇒ 300000>300000 x1/day for 1 month all ~ @gpt-5.4
一篇文章大约3000 token，翻译成英文大约也是3000 token，1000篇，gpt-5.4-mini ⇒ 3000>3000 x1000 ~ @gpt-5.4-mini
请问 4o-mini 输入 1000 token 输出 1000 token 是多少人民币 ⇒ 1000>1000 @gpt-4o-mini
1000 token 输入 + 1000 token 输出 = ? (gpt-4o-mini) ⇒ 1000>1000 @gpt-4o-mini
一次对话 输入约 5,000 tokens，输出约 800 tokens，每天 10,000 次 ⇒ 5000>800 x10000/day ~
系统提示 1500 + 用户 200 + 历史 3000，输出 400，gpt-5.4-mini，每天 5000 次 ⇒ maybe 4500>400 x5000/day @gpt-5.4-mini
输入 5k（其中缓存 4k）输出 1k gpt-5.4 flex ⇒ 5000>1000 c4000 flex @gpt-5.4
流量：每日 1 万次；输入 800；输出 200；模型 gpt-5.4-nano；Batch ⇒ 800>200 x10000/day batch @gpt-5.4-nano
gpt-5.4-mini 一千次调用 输入八百 输出两百 总共多少钱 ⇒ 800>200 x1000 @gpt-5.4-mini
三万次 输入两百 输出五十 用5.4-nano ⇒ 200>50 x30000 @gpt-5.4-nano
"""


@pytest.mark.parametrize(("text", "reading"), cases(NUMBERS))
def test_numbers_in_chinese(text: str, reading: str) -> None:
    """Numbers of tokens in Chinese, and in both languages at once, have one literal reading."""
    assert short(read(text, MODELS)) == reading
