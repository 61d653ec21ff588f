"""Messages that are a call for help, a full stop or a complaint, and nothing else."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 60  # characters
_END: Final = r"[\s!！.。~～,，?？…🙏😕😠😡]*"
_LEAD: Final = r"(?:(?:hi|hey|hello|ok|okay|please|pls|so|um+|well|sorry|and|but|no)\b[\s,.!]*)*"
_ZH_LEAD: Final = r"(?:请问|请|你好|喂|那|那么|嗯|额|哎|唉|呃|这个|这|就|[\s,，!！。])*"
_ZH_END: Final = r"[呀啊哈哦呃啦了呢的吧吗么嘛]*"
_BOT: Final = r"(?:you|this|it|the bot|this bot|this thing|tokentally)"


def _compile(english: str, chinese: str) -> re.Pattern[str]:
    form = (
        rf"\s*(?:{_LEAD}(?:{english})(?:[\s,]+(?:please|pls|bot|thanks?|now|here|again))*"
        rf"|{_ZH_LEAD}(?:{chinese}){_ZH_END}){_END}"
    )
    return re.compile(form, re.IGNORECASE)


HELP: Final = _compile(
    r"/?(?:help(?: me)?(?: out)?|halp|menu|commands?|options|instructions?|manual|tutorial|guide|examples?"
    r"|get started|start"
    r"|main menu|show (?:me )?(?:the )?(?:menu|commands|help|options))"
    r"|i need (?:some )?help|(?:can|could|will) you help(?: me)?|need help|help needed"
    r"|what(?: else)? (?:can|could|do) (?:you|this bot|the bot|this|it|i) (?:do|offer|type|ask|say|send"
    r"|write)(?: for me| here| with (?:you|this))?"
    r"|what (?:can|could|do|should) i (?:do|type|ask|say|send|write)(?: you| here| with (?:you|this))?(?: here)?"
    rf"|how (?:does|do|to|can|should) (?:(?:i|we|one) )?(?:work|use|operate|start)?\s*{_BOT}?(?: work)?(?: exactly)?"
    rf"|what(?:'s| is| are| r) {_BOT}(?: for| about| good for| able to do)?|what(?:'s| is) your (?:job|purpose|name)"
    r"|who (?:made|built|created|wrote|programmed|owns?|runs?) (?:you|this|this bot)|who are you|what are you(?: for)?"
    r"|are you (?:a |an )?(?:bot|robot|human|real|person|ai|real person|chatgpt)(?: or (?:a )?\w+)?"
    r"|how do(?:es)? (?:i|we) (?:get started|begin|start)|where do i (?:start|begin)|(?:list|show)(?: me)? (?:all "
    r"|the )*(?:commands|features)",
    r"帮助|帮帮我|帮我|帮个忙|救命|救救我|菜单|主菜单|命令|指令|命令列表|功能|功能列表|说明|使用说明|使用方法|使用指南|用法|教程|示例|例子|新手(?:教程|指南)"
    r"|(?:你|机器人|这个?(?:机器人|bot)?|tokentally)?(?:都|到底|还|究竟)?(?:会|能|可以)(?:做|干|帮我做|帮我干|帮我|提供|查|问|回答)?(?:些|点)?(?:什么|啥|嘛|哪些)(?:事情?|功能|问题)?"
    r"|(?:你|机器人)?(?:有|都有)(?:些|点)?(?:什么|啥|哪些)(?:功能|命令|用|用处)|(?:有什么|有啥)(?:功能|用|用处)|(?:你)?是(?:干什么|干啥|做什么|干嘛)(?:用)?"
    r"|(?:这个?|这东西|机器人|你)?(?:要|该|应该)?(?:怎么|如何|咋|怎样)(?:用|玩|使用|操作|开始|使|弄|跟你说)(?:你|这个|它|啊)?"
    r"|(?:我)?(?:该|应该|要|可以|能)?(?:怎么|发|问|说|输入)(?:些|点)?(?:什么|啥|问你|开始)"
    r"|(?:你)?(?:是谁|叫什么|叫什么名字|是什么|是啥|是机器人|是真人|是人|是ai)(?:还是(?:机器人|真人|人|ai))?"
    r"|谁(?:做|开发|写|创造|造)(?:了|出)?(?:的)?你?的?|你?(?:能|可以)?帮(?:帮)?我(?:一下|个忙)?",
)
STOP: Final = _compile(
    r"/?stop(?: it| that| this)?|quit|exit|cancel(?: it| that| this)?|abort|never\s?mind|nvm|forget (?:it|about it"
    r"|that)|enough|end|leave it|drop it"
    r"|(?:no|not) (?:now|anymore)|go away|shut up|that's (?:all|enough)|i'?m done|unsubscribe",
    r"/?取消|停|停止|停下|停一下|停停|停下来|打住|退出|结束|中止|终止|取消|取消掉|取消操作|算了|算啦|不用了?|不要了?|不弄了|不搞了|不必了|作罢|够了|闭嘴|别说了|退订|先不弄了?|没事了?",
)
COMPLAINT: Final = _compile(
    r"i (?:do not|don'?t|dont|can'?t|cannot|didn'?t) (?:understand|get it|get this|follow|know what (?:you"
    r"|to do)[\w ]{0,12})(?: (?:this|you|it|that|anything|a word|what you mean))?"
    r"|(?:i'?m |i am )?(?:confused|lost|stuck)|what do you mean|huh|what|makes no sense|that makes no sense"
    r"|(?:(?:this|that|it|you|that answer|your answer|the answer)(?:'s| is| was|'re| are|re)? )?(?:(?:so|really"
    r"|very|just|all|totally|completely|pretty) )*"
    r"(?:wrong|incorrect|not (?:right|correct|true|helpful|useful|it|what i (?:meant|asked|wanted|said)(?: for"
    r"| about)?)|useless|stupid|dumb|bad|terrible"
    r"|awful|nonsense|garbage|rubbish|annoying|crap|broken|no good|no help|not working|the worst|a joke)"
    r"|(?:this|that|it|you)(?: isn'?t| aren'?t|'s not) (?:right|correct|true|helpful|useful|it|working"
    r"|what i (?:meant|asked|wanted|said)(?: for| about)?)"
    r"|(?:wrong|bad|stupid|useless|terrible) (?:answer|bot|reply|response|result|thing)"
    rf"|{_BOT} (?:sucks?|(?:does not|doesn'?t|doesnt|don'?t) (?:work|help|understand)(?: me| anything)?"
    rf"|never works?|(?:got|get) (?:it|that|this) wrong|made a mistake|(?:did not|didn'?t) (?:help|work"
    rf"|answer)(?: me)?(?: my question)?)"
    r"|(?:did not|didn'?t) (?:help|work|answer)(?: me)?(?: my question)?|not what i (?:meant|asked"
    r"|wanted)(?: for)?|you (?:misunderstood|misread)(?: me)?",
    r"(?:我)?(?:看|听|搞|弄|读)?(?:没|不)(?:太)?(?:看|听|搞|弄)?(?:懂|明白|清楚|理解)(?:你(?:说|讲)的?(?:什么|啥|是什么)?)?|不知道(?:怎么用|你在说什么|说啥)|你(?:在)?说(?:的)?(?:什么|啥|些什么)"
    r"|(?:这|你|答案|回答|结果|完全|都|说得?|答得?|这个|根本|全|好像)*(?:不对|错了?|不准确?|有误|不正确|不是这样|胡说|瞎说|乱说|乱讲|扯淡|搞错了?|弄错了?|说错了?|答错了?|算错了?|理解错了?|答非所问|驴唇不对马嘴)"
    r"|(?:我)?(?:说的|问的|要的)?不是(?:这个|这个意思|那个意思|我要的|我想要的|我问的|我想问的)(?:意思)?|(?:我)?不是(?:问|说|要)这个"
    r"|(?:你|这|这个|机器人|真|太|好|一点|完全|根本|都|啥|什么|这破玩意)*(?:没用|没啥用|没什么用|没有用|垃圾|傻|笨|蠢|差劲?|烂|废物|智障|不行|不好用|难用|没帮助|用不了|没反应|坏了)(?:机器人|玩意|东西)?",
)


def is_complaint(text: str) -> bool:
    """Tell whether a message says that an answer was no good, or was not understood."""
    return len(text) <= _LONGEST and COMPLAINT.fullmatch(text) is not None
