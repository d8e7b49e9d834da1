#!/bin/sh
# Writes .env and secrets/ for the containers. Asks for what is missing; all of it can be given as variables:
#     BOT_TOKEN=… ADMIN_IDS=… DOMAIN=… sh deploy/setup.sh     (DOMAIN empty: the small one, without a domain)
# Changes nothing that is there already.
set -eu
umask 077
cd "$(dirname "$0")/.."

stop() {
    echo "$1" >&2
    exit 1
}

ask() { # variable, question: asks unless the variable is set, even if it is empty
    eval "given=\${$1-?}"
    [ "$given" = '?' ] || return 0
    printf '%s: ' "$2"
    IFS= read -r given || stop '没有得到回答，什么都没有写。'
    eval "$1=\$given"
}

random() {
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

keep() { # file below secrets/, content
    # Readable within a folder that only its owner may enter: the container's accounts are others, and compose
    # hands such files over as they are.
    printf '%s' "$2" >"secrets/$1"
    chmod 644 "secrets/$1"
}

[ ! -e .env ] || stop '已有 .env，没有改动。要重来，请先把 .env 和 secrets 移走。'
[ ! -e secrets ] || stop '已有 secrets 文件夹，没有改动。要重来，请先把 .env 和 secrets 移走。'

ask BOT_TOKEN '机器人令牌（@BotFather 给的）'
case $BOT_TOKEN in
*[!A-Za-z0-9:_-]* | :* | *:) stop '令牌不对：应像 123456:ABC… 这样。' ;;
[0-9]*:*) ;;
*) stop '令牌不对：应像 123456:ABC… 这样。' ;;
esac
ask ADMIN_IDS '管理员的 Telegram 编号（数字，多个用逗号隔开）'
case $ADMIN_IDS in
*[!0-9,\ ]*) stop '管理员编号不对：只能有数字和逗号。' ;;
esac
ask DOMAIN '域名（已指到这台服务器，例如 bot.example.org；没有域名就直接回车，装小型的）'
case $DOMAIN in
*[!A-Za-z0-9.-]*) stop '域名不对：只写名字，例如 bot.example.org，不要 https:// 和斜线。' ;;
esac

mkdir secrets
keep bot_token "$BOT_TOKEN"
compose=docker-compose.small.yml
if [ -n "$DOMAIN" ]; then
    compose=docker-compose.yml
    password=$(random)
    keep postgres_password "$password"
    keep database_url "postgresql+asyncpg://yigetong:$password@postgres/yigetong"
    keep webhook_secret "$(random)"
fi
cat >.env <<END
COMPOSE_FILE=$compose
DOMAIN=$DOMAIN
ADMIN_IDS=$ADMIN_IDS
TIMEZONE=${TIMEZONE:-Asia/Shanghai}
END
echo "写好了 .env 和 secrets（$compose）。接下来：docker compose up -d"
