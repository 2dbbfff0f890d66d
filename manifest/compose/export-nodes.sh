#!/bin/sh
# Before n8n starts: what this very n8n knows of its node types, for Flowsmith, as nodes.json of its CATALOG_DIR. It is
# written under another name and moved once it is whole, so that nobody ever reads half of it. Whatever happens, n8n starts.
folder="${CATALOG_DIR:-/catalog}"
part="$folder/nodes.json.part"
move='const { readFileSync, renameSync } = require("node:fs"); const [part, whole] = process.argv.slice(1); JSON.parse(readFileSync(part, "utf8")); renameSync(part, whole)'
if n8n export:nodes --output="$part" && node -e "$move" "$part" "$folder/nodes.json"; then
  echo "Node types exported for Flowsmith."
else
  echo "Node types were not exported for Flowsmith: it looks them up by the version instead." >&2
fi
exec "$@"
