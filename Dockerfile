# syntax=docker/dockerfile:1
# One image for every role: ROLE=web, ROLE=worker and `node src/cli.ts migrate`. Node runs the TypeScript as it is.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Optional packages stay: the native half of what draws pictures is one, for this system and processor. The PostgreSQL
# and the second Node for demos and tests belong to a package of development. No package's own script runs.
RUN ["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Flowsmith" \
      org.opencontainers.image.description="Ask for an automation in Slack or Microsoft Teams, approve it with a button, find it in your own n8n." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="docker.io/library/node:24.21.0-bookworm-slim"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    CATALOG_DIR=/data/catalog
# The catalogue of the connected n8n is kept in /data: the only place the process writes to.
RUN ["install", "-d", "-o", "node", "-g", "node", "/data/catalog"]
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY manifest ./manifest
COPY migrations ./migrations
COPY adapters ./adapters
COPY src ./src
USER node
VOLUME ["/data"]
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((answer) => { process.exitCode = answer.ok ? 0 : 1 }, () => { process.exitCode = 1 })"]
CMD ["node", "src/main.ts"]
