"""How people name time zones beside a time."""

from __future__ import annotations

from typing import Final

CHINESE_ZONES: Final = {
    "北京": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
    "香港": "Asia/Hong_Kong",
    "台北": "Asia/Taipei",
    "台湾": "Asia/Taipei",
    "东京": "Asia/Tokyo",
    "日本": "Asia/Tokyo",
    "首尔": "Asia/Seoul",
    "新加坡": "Asia/Singapore",
    "曼谷": "Asia/Bangkok",
    "迪拜": "Asia/Dubai",
    "印度": "Asia/Kolkata",
    "莫斯科": "Europe/Moscow",
    "柏林": "Europe/Berlin",
    "巴黎": "Europe/Paris",
    "伦敦": "Europe/London",
    "纽约": "America/New_York",
    "洛杉矶": "America/Los_Angeles",
    "旧金山": "America/Los_Angeles",
    "西雅图": "America/Los_Angeles",
    "温哥华": "America/Vancouver",
    "多伦多": "America/Toronto",
    "芝加哥": "America/Chicago",
    "悉尼": "Australia/Sydney",
    "美东": "America/New_York",
    "美西": "America/Los_Angeles",
    "太平洋": "America/Los_Angeles",
    "格林威治": "UTC",
    "世界协调": "UTC",
    "英国": "Europe/London",
    "德国": "Europe/Berlin",
    "法国": "Europe/Paris",
    "韩国": "Asia/Seoul",
    "泰国": "Asia/Bangkok",
    "澳门": "Asia/Macau",
    **dict.fromkeys(("美国", "加拿大", "澳大利亚", "澳洲", "俄罗斯", "巴西", "墨西哥", "欧洲"), ""),
}
"""Places before 时间; those with several zones are known only to be refused."""

ENGLISH_ZONES: Final = {
    "beijing": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "chinese": "Asia/Shanghai",
    "japan": "Asia/Tokyo",
    "india": "Asia/Kolkata",
    "korea": "Asia/Seoul",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "boston": "America/New_York",
    "washington": "America/New_York",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "uk": "Europe/London",
    **dict.fromkeys(("us", "usa", "american", "canadian", "australian", "russian", "european"), ""),
}
"""Places before "time" that are not the name of a zone's own city; those with several zones are refused."""

ZONE_ABBREVIATIONS: Final = {
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "cet": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore",
    "cst": "",  # China, Chicago or Havana
    "bst": "",
    "ist": "",
    "mst": "",
    "cdt": "",
    "mdt": "",
    "aest": "",
    "aedt": "",
}
"""Abbreviations behind a time of day; those that mean several zones are known only to be refused."""
