from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import Endpoint, Refused, RequestBody, Source, Why, read
from bot.features.cost.rules import Tier

MODELS = PriceBook()

HI = {"role": "user", "content": "Hi there"}
TOOL = {"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object"}}}


def body_of(text: str) -> RequestBody:
    """Return the request in a message."""
    found = read(text, MODELS)
    assert isinstance(found, RequestBody), found
    return found


def chat(**more: Any) -> str:
    """Return a Chat Completions request."""
    return json.dumps({"model": "gpt-5.4", "messages": [HI], **more}, ensure_ascii=False)


CHAT = [
    pytest.param(chat(), {"texts": ("Hi there",), "roles": ("user",), "model_ref": "gpt-5.4"}, id="plain"),
    pytest.param(chat(max_completion_tokens=300), {"output_limit": 300}, id="limit"),
    pytest.param(chat(max_tokens=300), {"output_limit": 300}, id="old-limit"),
    pytest.param(chat(max_tokens=None), {"output_limit": None}, id="no-limit"),
    pytest.param(chat(max_tokens=0), {"output_limit": None}, id="limit-of-nothing"),
    pytest.param(chat(max_tokens="300"), {"output_limit": None}, id="limit-that-is-text"),
    pytest.param(chat(n=3), {"choices": 3}, id="three-answers"),
    pytest.param(chat(n=129), {"choices": 1}, id="too-many-answers"),
    pytest.param(chat(stream=True), {"stream": True}, id="stream"),
    pytest.param(chat(service_tier="flex"), {"tier": Tier.FLEX, "service_tier": "flex"}, id="flex"),
    pytest.param(chat(service_tier="priority"), {"tier": Tier.FAST}, id="priority-is-fast"),
    pytest.param(chat(service_tier="auto"), {"tier": Tier.STANDARD}, id="auto"),
    pytest.param(chat(service_tier="ultrafast"), {"tier": None, "service_tier": "ultrafast"}, id="unknown-tier"),
    pytest.param(
        chat(messages=[{"role": "system", "content": "Be kind."}, {**HI, "name": "bob"}]),
        {"roles": ("system", "user"), "names": ("bob",), "texts": ("Be kind.", "Hi there")},
        id="system-and-name",
    ),
    pytest.param(
        chat(
            messages=[
                {
                    "role": "user",
                    "content": [
                        {"type": "text", "text": "What is this?"},
                        {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
                        {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}},
                        {"type": "file", "file": {"file_id": "file-1"}},
                    ],
                }
            ]
        ),
        {"texts": ("What is this?",), "images": 1, "files": 2, "messages": 1},
        id="parts",
    ),
    pytest.param(
        chat(tools=[TOOL]),
        {"tools": ('{"name":"get_weather","parameters":{"type":"object"}}',)},
        id="tool",
    ),
    pytest.param(
        chat(functions=[{"name": "f", "parameters": {}}]), {"tools": ('{"name":"f","parameters":{}}',)}, id="function"
    ),
    pytest.param(
        chat(
            messages=[
                HI,
                {
                    "role": "assistant",
                    "content": None,
                    "tool_calls": [
                        {"id": "c", "type": "function", "function": {"name": "get_weather", "arguments": '{"a":1}'}}
                    ],
                },
                {"role": "tool", "tool_call_id": "c", "content": "Rain"},
            ]
        ),
        {"texts": ("Hi there", "get_weather", '{"a":1}', "Rain"), "roles": ("user", "assistant", "tool")},
        id="tool-call",
    ),
    pytest.param(
        chat(response_format={"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "object"}}}),
        {"schema": '{"name":"x","schema":{"type":"object"}}'},
        id="schema",
    ),
    pytest.param(chat(response_format={"type": "json_object"}), {"schema": None}, id="json-mode"),
    pytest.param(
        chat(messages=[]).replace("[]", "[" + json.dumps(HI) + ",]"),
        {"texts": ("Hi there",), "complete": True},
        id="comma-too-many",
    ),
    pytest.param(json.dumps([HI, HI]), {"messages": 2, "model_ref": None}, id="messages-alone"),
    pytest.param("```json\n" + chat() + "\n```", {"texts": ("Hi there",), "complete": True}, id="in-a-fence"),
    pytest.param(chat()[:-4], {"texts": ("Hi there",), "complete": False}, id="cut-off"),
    pytest.param(
        '{"model":"gpt-5.4","messages":[{"role":"user","content":"cut he', {"texts": ("cut he",)}, id="cut-text"
    ),
    pytest.param(chat().replace('"', "“"), {"texts": ("Hi there",), "complete": False}, id="smart-quotes"),
    pytest.param(
        '{"model": "gpt-5.4", "messages": [{"role": "user", "content": "two\nlines"}]}',
        {"texts": ("two\nlines",), "complete": True},
        id="newline-in-a-string",
    ),
    pytest.param(
        "{model: 'gpt-5.4', messages: [{role: 'user', content: 'Hi'}], // why\n}",
        {"texts": ("Hi",), "model_ref": "gpt-5.4"},
        id="javascript-object",
    ),
    pytest.param(
        chat(messages=[{"role": "user", "content": "<|endoftext|>\ud800\x00"}]),
        {"texts": ("<|endoftext|>\ud800\x00",)},
        id="odd-characters",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHAT)
def test_chat_requests(text: str, expected: dict[str, Any]) -> None:
    """Everything that costs in a Chat Completions request is found, as JSON and as what is nearly JSON."""
    body = body_of(text)
    assert body.endpoint is Endpoint.CHAT
    assert {name: getattr(body, name) for name in expected} == expected
    assert body.certain


OTHERS = [
    pytest.param(
        {"model": "gpt-5.4", "input": "Tell me"},
        {"endpoint": Endpoint.RESPONSES, "texts": ("Tell me",), "roles": ("user",)},
        id="responses",
    ),
    pytest.param(
        {"model": "gpt-5.4", "instructions": "Be kind.", "input": [HI], "max_output_tokens": 200},
        {"texts": ("Be kind.", "Hi there"), "roles": ("system", "user"), "output_limit": 200},
        id="instructions-and-items",
    ),
    pytest.param(
        {
            "model": "gpt-5.4",
            "input": [
                {"role": "user", "content": [{"type": "input_text", "text": "Look"}, {"type": "input_image"}]},
                {"type": "function_call", "name": "f", "arguments": "{}", "call_id": "1"},
                {"type": "function_call_output", "call_id": "1", "output": "42"},
                {
                    "type": "reasoning",
                    "summary": [{"type": "summary_text", "text": "Thought"}],
                    "encrypted_content": "A",
                },
                {"type": "item_reference", "id": "msg_1"},
            ],
        },
        {"texts": ("Look", "f", "{}", "42", "Thought"), "images": 1, "unread": 2, "messages": 1},
        id="items-of-every-kind",
    ),
    pytest.param(
        {"model": "gpt-5.4", "input": "x", "tools": [{"type": "web_search"}, {"type": "function", "name": "f"}]},
        {"hosted_tools": ("web_search",), "tools": ('{"name":"f"}',)},
        id="hosted-tool",
    ),
    pytest.param(
        {"model": "gpt-5.4", "input": "x", "text": {"format": {"type": "json_schema", "name": "s", "schema": {}}}},
        {"schema": '{"name":"s","schema":{}}'},
        id="text-format",
    ),
    pytest.param(
        {"model": "gpt-5.4", "input": "more", "previous_response_id": "resp_1"}, {"refers": True}, id="goes-on"
    ),
    pytest.param(
        {"model": "text-embedding-3-small", "input": ["one", "two"]},
        {"endpoint": Endpoint.EMBEDDINGS, "texts": ("one", "two"), "prompts": 2, "messages": 0},
        id="embeddings",
    ),
    pytest.param(
        {"model": "text-embedding-3-small", "input": [[1, 2, 3], [4, 5]]},
        {"counted_tokens": 5, "prompts": 2, "texts": ()},
        id="embeddings-of-tokens",
    ),
    pytest.param(
        {"model": "text-embedding-3-small", "input": [1, 2, 3]}, {"counted_tokens": 3, "prompts": 1}, id="one-of-tokens"
    ),
    pytest.param(
        {"model": "davinci-002", "prompt": ["a", "b"], "max_tokens": 5, "n": 2, "best_of": 3},
        {"endpoint": Endpoint.COMPLETIONS, "texts": ("a", "b"), "prompts": 2, "choices": 3, "output_limit": 5},
        id="legacy",
    ),
]


@pytest.mark.parametrize(("body", "expected"), OTHERS)
def test_other_requests(body: dict[str, Any], expected: dict[str, Any]) -> None:
    """Responses, embeddings and legacy completions are taken apart like chats."""
    found = body_of(json.dumps(body))
    assert {name: getattr(found, name) for name in expected} == expected


CURL = [
    pytest.param(
        """curl https://api.openai.com/v1/chat/completions \\
  -H "Content-Type: application/json" \\
  -H "Authorization: Bearer $OPENAI_API_KEY" \\
  -d '{
    "model": "gpt-5.4",
    "messages": [{"role": "user", "content": "Hi there"}]
  }'""",
        ("Hi there",),
        id="as-in-the-documentation",
    ),
    pytest.param(
        """curl -s https://x/v1/responses -d "{\\"model\\": \\"gpt-5.4\\", \\"input\\": \\"Hi\\"}" """,
        ("Hi",),
        id="double-quotes",
    ),
    pytest.param(
        """curl https://x/v1/responses --data-raw $'{"model": "gpt-5.4", "input": "it\\'s"}'""", ("it's",), id="dollar"
    ),
    pytest.param(
        """curl https://x/v1/responses --json '{"model": "gpt-5.4", "input": "it'\\''s"}'""",
        ("it's",),
        id="broken-quote",
    ),
    pytest.param(
        """curl https://x/v1/responses --data='{"model": "gpt-5.4", "input": "Hi"}' | jq .""", ("Hi",), id="piped"
    ),
    pytest.param("""curl https://x/v1/responses -d'{"model": "gpt-5.4", "input": "Hi"}'""", ("Hi",), id="glued"),
    pytest.param(
        """curl https://x/v1/responses -d @- <<'EOF'
{"model": "gpt-5.4", "input": "Hi"}
EOF
""",
        ("Hi",),
        id="heredoc",
    ),
    pytest.param(
        """curl.exe https://x/v1/responses ^
  --data-binary "{\\"model\\": \\"gpt-5.4\\", \\"input\\": \\"Hi\\"}"
""",
        ("Hi",),
        id="windows",
    ),
    pytest.param(
        """curl https://x/v1/responses -d ‘{"model": "gpt-5.4", "input": "Hi"}’""", ("Hi",), id="smart-quotes"
    ),
    pytest.param(
        """$ curl https://x/v1/embeddings -d '{"model": "text-embedding-3-small", "input": "Hi"}'""",
        ("Hi",),
        id="prompt",
    ),
]


@pytest.mark.parametrize(("text", "texts"), CURL)
def test_curl(text: str, texts: tuple[str, ...]) -> None:
    """The data of a curl command is read however the shell quotes it."""
    body = body_of(text)
    assert body.texts == texts
    assert body.source is Source.CURL
    assert body.certain


@pytest.mark.parametrize("flag", ["-d @body.json", "--data-binary @body.json", "--data @-", '-d "@body.json"'])
def test_a_file_that_is_not_here_is_refused(flag: str) -> None:
    """A request that curl reads from a file cannot be priced from the command."""
    found = read(f"curl https://api.openai.com/v1/responses {flag}", MODELS)
    assert isinstance(found, Refused)
    assert found.why is Why.FILE
    assert found.piece.startswith("@")


CODE = [
    pytest.param(
        """from openai import OpenAI
client = OpenAI()
text = \"\"\"Long
text\"\"\"
messages = [{"role": "system", "content": "Be brief"}]
messages.append({"role": "user", "content": f"Sum up: {text}"})
response = client.chat.completions.create(
    model="gpt-5.4-mini",
    messages=messages,
    max_tokens=500,
)
print(response.choices[0].message.content)
""",
        {"texts": ("Be brief", "Sum up: Long\ntext"), "output_limit": 500, "unread": 0, "model_ref": "gpt-5.4-mini"},
        id="names-are-looked-up",
    ),
    pytest.param(
        'client.responses.create(model="gpt-5.4", input="Hi " "there", temperature=0.2)',
        {"texts": ("Hi there",), "endpoint": Endpoint.RESPONSES, "unread": 0},
        id="strings-side-by-side",
    ),
    pytest.param(
        'client.responses.create(model=MODEL, input="Hi " + name + "!", stream=True)',
        {"texts": ("Hi !",), "unread": 1, "model_ref": None, "stream": True},
        id="unknown-names-are-counted",
    ),
    pytest.param(
        "client.responses.create(model='gpt-5.4', input=open('a.txt').read())",
        {"texts": (), "unread": 1, "certain": False},
        id="nothing-to-count",
    ),
    pytest.param(
        """params = {"model": "gpt-5.4", "messages": [{"role": "user", "content": r"a\\b"}]}
await client.chat.completions.create(**params, n=2)""",
        {"texts": ("a\\b",), "choices": 2},
        id="spread",
    ),
    pytest.param(
        'openai.ChatCompletion.create(engine="gpt-4", messages=[dict(role="user", content="Hi" * 3)])',
        {"texts": ("HiHiHi",), "model_ref": "gpt-4", "endpoint": Endpoint.CHAT},
        id="old-library",
    ),
    pytest.param(
        'client.chat.completions.create(model="gpt-5.4", messages=[{"role": "user", "content": dedent("""\n  Hi""")}])',
        {"texts": ("\n  Hi",), "unread": 0},
        id="dedent",
    ),
    pytest.param(
        'client.beta.chat.completions.parse(model="gpt-5.4", messages=[{"role":"user","content":"Hi"}], '
        "response_format=Step)",
        {"texts": ("Hi",), "unread": 1},
        id="a-class-as-the-form",
    ),
    pytest.param(
        'client.embeddings.create(model="text-embedding-3-small", input=["a", "b"])',
        {"endpoint": Endpoint.EMBEDDINGS, "prompts": 2},
        id="embeddings",
    ),
    pytest.param(
        ">>> client.responses.create(\n...     model='gpt-5.4',\n...     input='Hi',\n... )",
        {"texts": ("Hi",)},
        id="console",
    ),
    pytest.param(
        """const completion = await openai.chat.completions.create({
  model: 'gpt-5.4',
  messages: [{ role: 'user', content: `Hello ${name}` }, ],
  max_completion_tokens: 200, // the most
});""",
        {"texts": ("Hello ",), "unread": 1, "output_limit": 200},
        id="javascript",
    ),
    pytest.param(
        """const messages = [{role: "user", content: "Hi"}];
const r = await openai.chat.completions.create({ model: "gpt-5.4", messages });""",
        {"texts": ("Hi",), "unread": 0},
        id="javascript-shorthand",
    ),
    pytest.param(
        'requests.post("https://x/v1/chat/completions", headers={"A": "b"}, json={"model": "gpt-5.4", '
        '"messages": [{"role": "user", "content": "Hi"}]})',
        {"texts": ("Hi",), "source": Source.CODE},
        id="requests",
    ),
    pytest.param(
        'fetch("https://x/v1/chat/completions", {method: "POST", headers: {"A": "b"}, body: JSON.stringify('
        '{model: "gpt-5.4", messages: [{role: "user", content: "Hi"}]})})',
        {"texts": ("Hi",)},
        id="fetch",
    ),
    pytest.param(
        'client.chat.completions.create(model="gpt-5.4", messages=[{"role": "user", "content": "cut of',
        {"texts": ("cut of",), "complete": False},
        id="cut-off",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CODE)
def test_code(text: str, expected: dict[str, Any]) -> None:
    """Requests in Python and JavaScript are read as far as their values are in the snippet."""
    body = body_of(text)
    assert {name: getattr(body, name) for name in expected} == expected


NO_REQUESTS = [
    pytest.param('{"name": "Ann", "age": 3}', id="any-object"),
    pytest.param('{"messages": "none"}', id="messages-of-another-kind"),
    pytest.param('{"messages": [{"from": "a", "text": "b"}]}', id="messages-of-a-chat-app"),
    pytest.param('{"input": "x"}', id="input-alone"),
    pytest.param('{"prompt": "x"}', id="prompt-alone"),
    pytest.param("[1, 2, 3]", id="a-list"),
    pytest.param('["a", "b"]', id="a-list-of-texts"),
    pytest.param("{}", id="nothing"),
    pytest.param("{", id="an-open-bracket"),
    pytest.param("curl https://example.com", id="curl-without-data"),
    pytest.param("curl https://example.com -d 'a=b'", id="curl-of-a-form"),
    pytest.param("curl is a tool for messages: it sends them", id="curl-in-prose"),
    pytest.param("def f(messages):\n    return messages", id="code-without-a-request"),
    pytest.param("The input: we call create( and see.", id="create-in-prose"),
    pytest.param("class Usage(BaseModel):\n    prompt_tokens: int", id="a-class-of-usage"),
    pytest.param("a {b} c [d] (e) input: f", id="brackets-in-prose"),
]


@pytest.mark.parametrize("text", NO_REQUESTS)
def test_other_objects_are_texts(text: str) -> None:
    """What is no request is left to be counted as a text."""
    assert read(text, MODELS) is None


def test_words_around_a_request_set_something_for_it() -> None:
    """A caption before or behind the JSON is read, and the request stays what it is."""
    body = body_of(f"gpt-5.4-mini, 300 times a day\n{chat()}")
    assert body.options is not None
    assert body.options.model_ref == "gpt-5.4-mini"
    assert body.options.calls == 300
    assert body.texts == ("Hi there",)


@pytest.mark.parametrize("form", ["f'{{{0}}}{{{0}}}'", "[{0}, {0}]", "{{'a': {0}, 'b': {0}}}", "{0} + {0}"])
def test_names_that_double_do_not_fill_the_memory(form: str) -> None:
    """Thirty names, each twice the next one, would be a thousand million texts."""
    lines = [f"n{number} = {form.format(f'n{number + 1}')}" for number in range(30)]
    text = "\n".join([*lines, "n30 = 'ha' * 100", "client.responses.create(model='gpt-5.4', input=n0)"])
    found = read(text, MODELS)
    assert not isinstance(found, RequestBody) or sum(map(len, found.texts)) < 10_000_000


def test_repeated_texts_do_not_fill_the_memory() -> None:
    """A small snippet cannot ask for gigabytes."""
    many = ", ".join(["'x' * 999999"] * 1000)
    text = f"client.responses.create(model='gpt-5.4', input=[{many}])"
    found = read(text, MODELS)
    assert not isinstance(found, RequestBody) or sum(map(len, found.texts)) < 10_000_000


def test_a_command_ends_with_its_line() -> None:
    """What follows a curl command is no part of it; lines whose backslash was lost in a paste are."""
    text = """curl https://x/v1/responses
  -H "A: b"
  -d '{"model":"gpt-5.4","input":"Hi"}'
I run this -d three times."""
    assert body_of(text).texts == ("Hi",)
    assert body_of(text).certain


def test_a_file_named_in_an_article_is_no_refusal() -> None:
    """A command in the middle of a long text is not what the text is for."""
    article = "This is how one talks to the API, in detail. " * 40
    found = read(f"{article}\ncurl https://x/v1/responses -d @body.json\n{article}", MODELS)
    assert isinstance(found, Refused)
    assert not found.certain


def test_an_article_with_a_request_in_it_is_not_certain() -> None:
    """A long text that quotes a request may be there to be counted itself."""
    article = "This is how one talks to the API, in detail. " * 40
    body = body_of(f"{article}\n{chat()}\n{article}")
    assert not body.certain


def test_keys_of_the_account_are_not_kept() -> None:
    """The header of a curl command, where the key is, is no part of the result, and no text is part of its repr."""
    key = "sk-proj-abcdefghij0123456789"
    text = f"""curl https://x/v1/responses -H "Authorization: Bearer {key}" -d '{{"model":"gpt-5.4","input":"Hi"}}'"""
    body = body_of(text)
    assert key not in str(asdict(body))
    assert "Hi" not in repr(body)
