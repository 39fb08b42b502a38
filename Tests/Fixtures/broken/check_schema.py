"""Second route to the schema: the jsonschema package on the shipped scenarios and on the corpus of broken ones."""
import json
import pathlib
import re
import sys

import jsonschema
import yaml

NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$")


def value(node):
    if isinstance(node, yaml.SequenceNode):
        return [value(child) for child in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): value(child) for key, child in node.value}
    if node.style:
        return node.value
    if node.value in ("", "~", "null", "Null", "NULL"):
        return None
    if NUMBER.match(node.value):
        return int(node.value) if re.match(r"^-?[0-9]+$", node.value) else float(node.value)
    return {"true": True, "false": False}.get(node.value, node.value)


schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
failures = 0
for name in sys.argv[2:]:
    if not validator.is_valid(value(yaml.compose(pathlib.Path(name).read_text()))):
        print("refused:", name)
        failures += 1
text = (pathlib.Path(__file__).parent / "scenarios.txt").read_text()
head, cases = text.split("--- head\n")[1].split("--- cases\n")
count = 0
for block in cases.split("=== ")[1:]:
    first, body = block.split("\n", 1)
    code, stratum = first.split(" ")[:2]
    if stratum == "text":
        continue
    body = body.replace("⟦", "")
    keys = [line.split(":")[0] for line in body.splitlines()]
    kept = [line for line in head.splitlines() if line.split(":")[0] not in keys]
    accepted = validator.is_valid(value(yaml.compose("\n".join(kept) + "\n" + body)))
    count += 1
    if accepted != (stratum == "county"):
        print("disagrees:", code, stratum, body)
        failures += 1
print(f"{len(sys.argv) - 2} scenarios, {count} broken cases, {failures} failures")
sys.exit(1 if failures else 0)
