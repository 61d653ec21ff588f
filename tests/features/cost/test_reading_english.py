from __future__ import annotations

import pytest

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import read
from tests.features.cost.reading_cases import cases, short

MODELS = PriceBook()

NUMBERS = r"""
12k in 800 out gpt-5.4 ⇒ 12000>800 @gpt-5.4
12k in, 800 out ⇒ 12000>800
in 12k out 800 gpt-5.4 ⇒ 12000>800 @gpt-5.4
in: 12k, out: 800 ⇒ 12000>800
in=12k out=800 ⇒ 12000>800
input 12k output 800 gpt-5.4 ⇒ 12000>800 @gpt-5.4
input: 12,000 tokens\noutput: 800 tokens\nmodel: gpt-5.4 ⇒ 12000>800 @gpt-5.4
12k input, 800 output ⇒ 12000>800
12k input tokens and 800 output tokens ⇒ 12000>800
12k tokens in, 800 tokens out ⇒ 12000>800
12k tokens input 800 tokens output ⇒ 12000>800
800 out 12k in gpt-5.4 ⇒ 12000>800 @gpt-5.4
800 tokens out and 12k tokens in gpt-5.4 ⇒ 12000>800 @gpt-5.4
output 800, input 12k ⇒ 12000>800
12k/800 gpt-5.4 ⇒ 12000>800 @gpt-5.4
12k/800 ⇒ -
in/out 12k/800 gpt-5.4 ⇒ 12000>800 @gpt-5.4
in/out: 12k/800 ⇒ 12000>800
12k/800 in/out gpt-5.4 ⇒ 12000>800 @gpt-5.4
12k in / 800 out ⇒ 12000>800
12k in + 800 out ⇒ 12000>800
12k in + 800 gpt-5.4 ⇒ 12000>800 @gpt-5.4
12k → 800 gpt-5.4 ⇒ 12000>800 @gpt-5.4
12K IN 800 OUT GPT-5.4 ⇒ 12000>800 @gpt-5.4
gpt 5.4 12k in 800 out ⇒ 12000>800 @gpt-5.4
gpt5.4mini 12k in 800 out ⇒ 12000>800 @gpt-5.4-mini
GPT-5.4 mini 12k in 800 out ⇒ 12000>800 @gpt-5.4-mini
5.4-mini 12k in 800 out ⇒ 12000>800 @gpt-5.4-mini
4o-mini: 12k in 800 out ⇒ 12000>800 @gpt-4o-mini
4o 12k in 800 out ⇒ 12000>800 @gpt-4o
o4 mini 12k in 800 out ⇒ 12000>800 @o4-mini
gpt 6 luna 12k in 800 out ⇒ 12000>800 @gpt-6-luna
openai/gpt-5.4 12k in 800 out ⇒ 12000>800 @gpt-5.4
12k in 800 out gpt-7 ⇒ 12000>800 @gpt-7
12k in 800 out GPT-7 ultra ⇒ 12000>800 @GPT-7
12k in 800 out claude-opus-4.7 ⇒ 12000>800 @claude-opus-4.7
12k in 800 out gpt ⇒ 12000>800
12k in 800 out gpt-5.4 vs gpt-5.4-mini ⇒ 12000>800 @gpt-5.4,gpt-5.4-mini
compare gpt-5.4 and o4-mini: 12k in, 800 out ⇒ 12000>800 @gpt-5.4,o4-mini
2000 in 300 out ⇒ 2000>300
2000 tokens in and 300 tokens out on gpt-5.4, what will it cost? ⇒ 2000>300 @gpt-5.4
how much is 12k in and 800 out ⇒ 12000>800
how much does 12k tokens in, 800 tokens out cost with gpt-5.4-mini? ⇒ 12000>800 @gpt-5.4-mini
cost of 12k prompt tokens + 800 completion tokens gpt-4.1 ⇒ 12000>800 @gpt-4.1
prompt 12k completion 800 gpt-4.1 ⇒ 12000>800 @gpt-4.1
prompt_tokens=12000 completion_tokens=800 ⇒ 12000>800
"prompt_tokens": 12000,\n"completion_tokens": 800,\n"total_tokens": 12800 ⇒ 12000>800
prompt of 12k, answer of 800, gpt-5.4 ⇒ 12000>800 @gpt-5.4
what would a 12k token prompt with an 800 token answer cost on gpt-5.4 ⇒ 12000>800 @gpt-5.4
1.2M input tokens, 300k output, cached half ⇒ 1200000>300000 c50%
1.2M input tokens, 300k output, half cached ⇒ 1200000>300000 c50%
1.2m in 300k out 50% cached ⇒ 1200000>300000 c50%
12k in 8k cached 800 out ⇒ 12000>800 c8000
12k in (8k cached), 800 out ⇒ 12000>800 c8000
12k in of which 8k cached, 800 out gpt-5.4 ⇒ 12000>800 c8000 @gpt-5.4
12k in, cached 8k, out 800 ⇒ 12000>800 c8000
12k input tokens, 8k of them cached, 800 output ⇒ 12000>800 c8000
12k in, 90% cache hit rate, 800 out ⇒ 12000>800 c90%
12k in, 800 out, cache hit rate 90% ⇒ 12000>800 c90%
12k in 800 out with 90 percent from cache ⇒ 12000>800 c90%
12k in, three quarters cached, 800 out ⇒ 12000>800 c75%
12k in all cached 800 out ⇒ 12000>800 c100%
12k in 800 out no cache ⇒ 12000>800
4k uncached + 8k cached in, 800 out ⇒ 12000>800 c8000
4k fresh input, 8k cached input, 800 output ⇒ 12000>800 c8000
8k cached input and 800 output tokens gpt-5.4 ⇒ 8000>800 c8000 @gpt-5.4
half of the input cached, 12k in, 800 out ⇒ 12000>800 c50%
cached 0 in 12k out 800 ⇒ 12000>800
what does 100k tokens of gpt-5.4 cost ⇒ 100000? @gpt-5.4
100k tokens gpt-5.4 ⇒ 100000? @gpt-5.4
how much for 1 million tokens on gpt-6-luna? ⇒ 1000000? @gpt-6-luna
cost of one million tokens with gpt-6-luna ⇒ 1000000? @gpt-6-luna
500 tokens in gpt-5.4 ⇒ 500? @gpt-5.4
5000 tokens ⇒ 5000?
3000 output tokens gpt-5.4 cost ⇒ 0>3000 @gpt-5.4
100k input tokens on gpt-5.4-nano ⇒ 100000> @gpt-5.4-nano
price for 2 million input tokens text-embedding-3-small ⇒ 2000000> @text-embedding-3-small
embedding 3 small 2M tokens cost ⇒ 2000000? @text-embedding-3-small
500 calls a day, 2000 in, 300 out, gpt-5.4-mini ⇒ 2000>300 x500/day @gpt-5.4-mini
500 calls/day, 2000 in, 300 out, gpt-5.4-mini ⇒ 2000>300 x500/day @gpt-5.4-mini
500 calls per day with 2000 in and 300 out, gpt-5.4-mini, per month? ⇒ 2000>300 x500/day for 1 month @gpt-5.4-mini
2000 in 300 out 500 times a day ⇒ 2000>300 x500/day
2000 in 300 out x 500 ⇒ 2000>300 x500
2000 in 300 out ×500/day ⇒ 2000>300 x500/day
500x a day 2000 in 300 out ⇒ 2000>300 x500/day
500 x (2000 in, 300 out) ⇒ 2000>300 x500
500 × 2000 in, 300 out ⇒ 2000>300 x500
10k requests per month, 2k in, 300 out ⇒ 2000>300 x10000/month
daily 500 calls with 2k in and 300 out ⇒ 2000>300 x500/day
500 daily requests, 2k input, 300 output, monthly cost? ⇒ 2000>300 x500/day for 1 month
how much a month for 500 calls a day, 2000 in 300 out each, gpt-5.4-mini ⇒ 2000>300 x500/day for 1 month @gpt-5.4-mini
1000 requests with 3k prompt tokens and 500 completion tokens on gpt-4o-mini batch ⇒ 3000>500 x1000 batch @gpt-4o-mini
two thousand tokens in, three hundred out, five hundred calls a day ⇒ 2000>300 x500/day
a thousand calls, 2k in, 300 out ⇒ 2000>300 x1000
half a million tokens in, 20k out ⇒ 500000>20000
1000 calls of 3k tokens each on gpt-5.4 ⇒ 3000? x1000 @gpt-5.4
100 users, 20 messages each per day, 1500 tokens in, 300 out, gpt-5.4-mini ⇒ 1500>300 x2000/day @gpt-5.4-mini
1000 docs of 3k tokens, 200 tokens summary output, batch ⇒ 3000>200 x1000 batch
10M tokens a month gpt-5.4-mini ⇒ 10000000? x1/month all @gpt-5.4-mini
10M tokens per day on gpt-6-luna, how much per month ⇒ 10000000? x1/day for 1 month all @gpt-6-luna
1.2M input and 300k output per month on gpt-5.4 ⇒ 1200000>300000 x1/month all @gpt-5.4
1000 calls, 3M tokens in total, gpt-5.4 ⇒ 3000000? x1000 all @gpt-5.4
500 calls a day for 30 days, 2k in 300 out ⇒ 2000>300 x500/day for 30 day
500 calls a day for 3 months, 2k in 300 out ⇒ 2000>300 x500/day for 3 month
100k calls a year, 2k in 300 out ⇒ 2000>300 x100000 for 1 year
10 calls a minute, 2k in 300 out ⇒ 2000>300 x600/hour
2k in, 300 out, 50 calls an hour ⇒ 2000>300 x50/hour
2k in, max 300 out, gpt-5.4 ⇒ 2000>300 max @gpt-5.4
2k in, up to 300 tokens out ⇒ 2000>300 max
2k in, max_tokens 300, gpt-5.4 ⇒ 2000>300 max @gpt-5.4
2k in, max 300 ⇒ 2000>300 max
2k in 300 out batch ⇒ 2000>300 batch
2k in 300 out gpt-5.4 flex ⇒ 2000>300 flex @gpt-5.4
2k in 300 out gpt-5.4 fast mode ⇒ 2000>300 fast @gpt-5.4
2k in 300 out priority tier gpt-5.4 ⇒ 2000>300 fast @gpt-5.4
2k in 300 out 2k reasoning gpt-5.4 ⇒ 2000>2300 r2000 @gpt-5.4
2k in 3k out including 2k reasoning ⇒ 2000>3000 r2000
2k in 500 out plus 200 thinking tokens ⇒ 2000>700 r200
about 12k in, roughly 800 out, gpt-5.4 ⇒ 12000>800 ~ @gpt-5.4
~12k in ~800 out ⇒ 12000>800 ~
2k system prompt, 500 user prompt, 300 out ⇒ 2500>300
2k system prompt + 500 question + 1k history in, 300 out ⇒ 3500>300
12_000 in 800 out ⇒ 12000>800
12 000 in 800 out ⇒ 12000>800
1.5e6 in 2e5 out ⇒ 1500000>200000
12ktok in 800tok out ⇒ 12000>800
12kin 800out gpt-5.4 ⇒ 12000>800 @gpt-5.4
1Mtok in, 100ktok out ⇒ 1000000>100000
Hi! We have about 500 calls a day, each 2000 tokens in and 300 out. What will gpt-5.4-mini cost us per month? Thanks
    ⇒ 2000>300 x500/day for 1 month ~ @gpt-5.4-mini
Hi, I'm building a customer service bot: 500 calls a day, each with 2000 input tokens and 300 output tokens,
    what would gpt-5.4-mini cost per month?
    ⇒ 2000>300 x500/day for 1 month @gpt-5.4-mini
if I call gpt-5.4 1000 times with 500 tokens each, what's the cost ⇒ 500? x1000 @gpt-5.4
can you tell me the price for 3000 input and 1000 output tokens with gpt 4.1 mini ⇒ 3000>1000 @gpt-4.1-mini
3000 input / 1000 output / gpt-4.1 / batch ⇒ 3000>1000 batch @gpt-4.1
gpt-4.1: 3,000 in + 1,000 out = ? ⇒ 3000>1000 @gpt-4.1
what would it cost to process 50M tokens with gpt-5.4-nano ⇒ 50000000? @gpt-5.4-nano
50 million input tokens, 5 million output tokens, gpt-5.4-nano batch, how much? ⇒ 50000000>5000000 batch @gpt-5.4-nano
10,000 customer emails at 400 tokens each, output 50 tokens, gpt-5.4-nano ⇒ 400>50 x10000 @gpt-5.4-nano
embedding 10k documents of 800 tokens with text-embedding-3-small ⇒ 800? x10000 @text-embedding-3-small
price of 1000 calls ⇒ set x1000
Input tokens: 15000\nOutput tokens: 2000\nModel: gpt-5.4\nCalls per day: 300 ⇒ 15000>2000 x300/day @gpt-5.4
input=15k, output=2k, model=gpt-5.4, calls/day=300 ⇒ 15000>2000 x300/day @gpt-5.4
tokens in 15k, tokens out 2k ⇒ 15000>2000
I/O 15k/2k gpt-5.4 ⇒ maybe 15000>2000 @gpt-5.4
i: 15k o: 2k ⇒ -
15k input 2k output 300 calls per day 22 days a month ⇒ 15000>2000 x300/day for 22 day
gpt-5.4 with 200k context and 4k answer ⇒ 200000>4000 @gpt-5.4
long prompt 300k tokens gpt-5.4 output 1k ⇒ 300000>1000 @gpt-5.4
300k in 1k out gpt-5.4 cached 90 ⇒ 300000>1000 c90% @gpt-5.4
300k in 1k out gpt-5.4, 90 cached ⇒ 300000>1000 c90% @gpt-5.4
how much is 1k out on gpt-5.4 ⇒ 0>1000 @gpt-5.4
gpt-5.4 output 1M tokens how much ⇒ 0>1000000 @gpt-5.4
1,5M in 300k out ⇒ 1500000>300000
2k/300 tokens gpt-5.4-mini 500x daily ⇒ 2000>300 x500/day @gpt-5.4-mini
5 prompts a day of 2000 tokens, replies 500 tokens ⇒ 2000>500 x5/day
500 RPD 2000 in 300 out ⇒ -
what is the cost of a 2000-token prompt and a 300-token reply ⇒ 2000>300
2000-token prompt, 300-token completion, gpt-5.4 ⇒ 2000>300 @gpt-5.4
a call with 2k in and 300 out ⇒ 2000>300
one call 2k in 300 out ⇒ 2000>300
12k tokens of context and 800 tokens of output on gpt-5.4 flex tier ⇒ 12000>800 flex @gpt-5.4
30 employees, each 40 requests per workday, 1000 in 400 out, gpt-5.4-mini ⇒ 1000>400 x6000/week @gpt-5.4-mini
2 requests per second, 500 in 100 out ⇒ 500>100 x7200/hour
two requests per minute, 500 in 100 out ⇒ 500>100 x120/hour
1k calls 1k in 1k out ⇒ 1000>1000 x1000
cost for 1 call 1k in 1k out gpt-5.4 in rmb ⇒ 1000>1000 @gpt-5.4
1 billion tokens gpt-5.4-nano cost ⇒ 1000000000? @gpt-5.4-nano
gpt-5.4 5 million in ⇒ 5000000> @gpt-5.4
gpt-5.4-mini 100 messages a day 1k in 500 out for a year ⇒ 1000>500 x100/day for 1 year @gpt-5.4-mini
need to process 2 million reviews, ~150 tokens each plus 50 tokens output, cheapest model? ⇒ 150>50 x2000000 ~
what's 8k in and 2k out on 4.1-mini ⇒ 8000>2000 @gpt-4.1-mini
cost if i send 20k tokens and get back 1500 with gpt-5.4-mini ⇒ 20000>1500 @gpt-5.4-mini
I send 20k tokens and receive 1.5k tokens, gpt-5.4 ⇒ 20000>1500 @gpt-5.4
we do 3 calls per user, 5000 users per day, 800 in 200 out, gpt-5.4-nano ⇒ 800>200 x15000/day @gpt-5.4-nano
gpt-5.4 - 2,500 prompt tokens - 750 completion tokens - 10,000 requests ⇒ 2500>750 x10000 @gpt-5.4
10000 requests x (2500 input + 750 output) gpt-5.4 ⇒ 2500>750 x10000 @gpt-5.4
(2500 in + 750 out) x 10000 gpt-5.4 ⇒ 2500>750 x10000 @gpt-5.4
estimate: model=gpt-5.4-mini, input=2500, output=750, requests=10000 ⇒ 2500>750 x10000 @gpt-5.4-mini
monthly bill for 10k requests with 2.5k input & 0.75k output on gpt-5.4-mini? ⇒ 2500>750 x10000/month @gpt-5.4-mini
how much would i pay per day: 200 requests, 3k in, 1k out, gpt-5.4 ⇒ 3000>1000 x200/day @gpt-5.4
1M input 1M output gpt-5.4 price ⇒ 1000000>1000000 @gpt-5.4
price gpt-5.4 1M in 1M out ⇒ 1000000>1000000 @gpt-5.4
gpt-5.4: 1 mil in, 200 thousand out ⇒ 1000000>200000 @gpt-5.4
a million in and a hundred thousand out with o3 ⇒ 1000000>100000 @o3
o3 15k in 40k out (reasoning 35k) ⇒ 15000>40000 r35000 @o3
o3: input 15k, output 5k, reasoning 35k ⇒ 15000>40000 r35000 @o3
gpt-5.4-mini 500 tokens prompt 100 tokens answer 1000 times ⇒ 500>100 x1000 @gpt-5.4-mini
1000 times: 500 tokens prompt, 100 tokens answer ⇒ 500>100 x1000
chatbot with 50 users each sending 10 messages a day, 300 tokens in, 150 out. monthly? ⇒ 300>150 x500/day for 1 month
embedding 1M tokens price ⇒ 1000000? @embedding
text-embedding-3-large 25M tokens ⇒ 25000000? @text-embedding-3-large
ada-002 1M tokens ⇒ 1000000? @text-embedding-ada-002
how much for 128k context on gpt-4o ⇒ 128000> @gpt-4o
gpt-4o 128k in, 4k out, 75% cached ⇒ 128000>4000 c75% @gpt-4o
gpt-4o 128k in, 4k out, 3/4 cached ⇒ 128000>4000 c75% @gpt-4o
gpt-4o 128k/4k, 96k cached ⇒ 128000>4000 c96000 @gpt-4o
batch: 50k requests, 1.2k in, 300 out, gpt-5.4-nano ⇒ 1200>300 x50000 batch @gpt-5.4-nano
50k batch requests with 1.2k in and 300 out each on gpt-5.4-nano ⇒ 1200>300 x50000 batch @gpt-5.4-nano
gpt5.4nano batch 50k req 1.2k/300 ⇒ 1200>300 x50000 batch @gpt-5.4-nano
5.4 nano 50k req, 1.2k/300 ⇒ 1200>300 x50000 @gpt-5.4-nano
What is the price for processing a prompt with 5000 tokens? ⇒ 5000>
5000 token prompt cost gpt-5.4? ⇒ 5000> @gpt-5.4
2 prompts, 1k each, gpt-5.4 ⇒ 1000? x2 @gpt-5.4
4000 tokens input (3000 cached) + 500 output, 20k calls monthly ⇒ 4000>500 c3000 x20000/month
claude-sonnet-4.5 1M in 100k out ⇒ 1000000>100000 @claude-sonnet-4.5
12k in 800 out gpt-5.4 in usd and rmb ⇒ 12000>800 @gpt-5.4
gpt-5.4 12000 800 ⇒ maybe 12000>800 @gpt-5.4
12000 800 gpt-5.4 ⇒ maybe 12000>800 @gpt-5.4
gpt-5.4 12000,800 ⇒ maybe 12000>800 @gpt-5.4
Hey, what'd 4k in and 1k out run me on gpt-5.4? ⇒ 4000>1000 @gpt-5.4
tokens: 4000 in / 1000 out, model gpt 5.4 mini, 2k requests daily ⇒ 4000>1000 x2000/day @gpt-5.4-mini
cost of gpt-5.4 with 4,000 input tokens & 1,000 output tokens, times 2,000 ⇒ 4000>1000 x2000 @gpt-5.4
gpt-5.4-mini @ 4k/1k tokens x 2000/day ⇒ 4000>1000 x2000/day @gpt-5.4-mini
input tokens 4000; output tokens 1000; requests 2000; model o4-mini ⇒ 4000>1000 x2000 @o4-mini
prompt=4000 tok, completion=1000 tok ⇒ 4000>1000
4000tok in 1000tok out gpt-5.4 ⇒ 4000>1000 @gpt-5.4
4k-token prompts, 1k-token completions, 2,000 per day, gpt-5.4 ⇒ 4000>1000 x2000/day @gpt-5.4
per request 4k in / 1k out, 2000 requests per day ⇒ 4000>1000 x2000/day
each request has 4k input and 1k output; 2000 requests/day; gpt-5.4 ⇒ 4000>1000 x2000/day @gpt-5.4
approx. 4k in, 1k out, 30% cached ⇒ 4000>1000 c30% ~
4k in, 1k out, 30% of the input is cached ⇒ 4000>1000 c30%
if 70% of my 4k prompt is cached and i get 1k back on gpt-5.4 ⇒ 4000>1000 c70% @gpt-5.4
cached input 3k, new input 1k, output 500 ⇒ 4000>500 c3000
3k cached + 1k new + 500 out gpt-5.4 ⇒ 4000>500 c3000 @gpt-5.4
I have 10 agents making 50 calls an hour each, 6k in 700 out, gpt-5.4-mini ⇒ 6000>700 x500/hour @gpt-5.4-mini
price for 30 million in and 2 million out a month gpt-5.4-nano ⇒ 30000000>2000000 x1/month all @gpt-5.4-nano
we burn 30M input tokens and 2M output tokens monthly on gpt-5.4-nano, cost?
    ⇒ 30000000>2000000 x1/month all @gpt-5.4-nano
last month we used 30M input tokens and 2M output tokens on gpt-5.4-nano, what did that cost?
    ⇒ 30000000>2000000 @gpt-5.4-nano
1 hour of chatting = 20k tokens in 5k out, gpt-5.4 ⇒ 20000>5000 x1/hour all @gpt-5.4
20k in 5k out per user per month, 300 users, gpt-5.4-mini ⇒ 20000>5000 x300/month @gpt-5.4-mini
"""


@pytest.mark.parametrize(("text", "reading"), cases(NUMBERS))
def test_numbers_in_english(text: str, reading: str) -> None:
    """Numbers of tokens in the words and orders that people use have one literal reading."""
    assert short(read(text, MODELS)) == reading
