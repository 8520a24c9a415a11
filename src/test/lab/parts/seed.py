"""Prints SQL that fills Misskey's tables with made-up people and notes, up to this moment.

Ids are aidx as Misskey makes them: 8 characters of base-36 milliseconds since 2000-01-01 UTC,
4 of a node and 4 of a counter. The same seed gives the same rows, but for the present time.
"""

import argparse
import base64
import json
import random
import sys
import time

EPOCH_2000 = 946684800000
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WORDS = ("おはようございます 今日はいい天気ですね お腹がすいた 猫がかわいい 新しいサーバーを立てました"
         " バックアップは大事 :blobcat: やったー 眠い コーヒーを飲む 散歩 #Misskey メンテナンス中").split()
HOSTS = ["misskey.example", "sushi.example", "cats.example", "mstdn.example", "neko.example"]


class Ids:
    def __init__(self) -> None:
        self.counter = 0

    def at(self, milliseconds: int) -> str:
        self.counter += 1
        return base36(milliseconds - EPOCH_2000, 8) + "lab0" + base36(self.counter % 36**4, 4)


def base36(number: int, width: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = DIGITS[rest] + text
    return text.rjust(width, "0")[-width:]


def cell(value) -> str:
    """One value in COPY's text form."""
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list):
        return "{" + ",".join(f'"{v}"' for v in value) + "}"
    text = json.dumps(value) if isinstance(value, dict) else str(value)
    for plain, escaped in (("\\", r"\\"), ("\n", r"\n"), ("\t", r"\t"), ("\r", r"\r")):
        text = text.replace(plain, escaped)
    return text


def copy(table: str, rows: list[dict]) -> None:
    if not rows:
        return
    columns = ", ".join(f'"{c}"' for c in rows[0])
    print(f'COPY public."{table}" ({columns}) FROM stdin;')
    for row in rows:
        print("\t".join(map(cell, row.values())))
    print("\\.\n")


def pem(chance: random.Random, kind: str) -> str:
    body = base64.encodebytes(chance.randbytes(294)).decode()
    return f"-----BEGIN {kind} KEY-----\n{body}-----END {kind} KEY-----\n"


def when(milliseconds: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S+00", time.gmtime(milliseconds // 1000))


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--notes", type=int, default=3000)
    arguments.add_argument("--host", default="misskey.test")
    arguments.add_argument("--seed", type=int, default=20251123)
    given = arguments.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    chance, ids = random.Random(given.seed), Ids()
    now = int(time.time() * 1000)
    start = now - 400 * 86_400_000
    count = max(20, given.notes // 50)

    users = []
    for n in range(count):
        made = start + n * 60_000
        name = {0: "admin", 1: "instance.actor"}.get(n, f"user{n}")
        host = None if n < max(5, count // 10) else chance.choice(HOSTS)
        actor = f"https://{host}/users/{n}" if host else None
        users.append({
            "id": ids.at(made), "username": name, "usernameLower": name,
            "name": f"利用者{n}", "host": host, "uri": actor,
            "inbox": actor and f"{actor}/inbox", "updatedAt": when(made), "tags": [],
            "token": None if host else chance.randbytes(8).hex(), "isBot": n == 1,
        })
    local = [u for u in users if u["host"] is None]
    files = []
    for n in range(max(10, given.notes // 100)):
        owner, made = chance.choice(local), start + n * 3_600_000
        key = f"{chance.getrandbits(128):032x}"
        key = "-".join((key[:8], key[8:12], key[12:16], key[16:20], key[20:]))
        files.append({
            "id": ids.at(made), "userId": owner["id"], "userHost": None, "md5": chance.randbytes(16).hex(),
            "name": f"写真{n}.webp", "type": "image/webp", "size": chance.randrange(10_000, 900_000),
            "storedInternal": True, "url": f"https://{given.host}/files/{key}", "accessKey": key,
            "isLink": False,
        })
    notes = []
    for n in range(given.notes):
        # The last note is made now; the others lie evenly behind it.
        made = now - (given.notes - 1 - n) * ((now - start - count * 60_000) // given.notes)
        author, identity = chance.choice(users), ids.at(made)
        origin = author["host"]
        notes.append({
            "id": identity, "userId": author["id"], "userHost": origin,
            "text": " ".join(chance.choices(WORDS, k=chance.randrange(1, 12))) + chance.choice(["", "\n2行目\tx\\y"]),
            "visibility": chance.choice(["public", "public", "home", "followers"]),
            "uri": f"https://{origin}/notes/{identity}" if origin else None,
            "replyId": chance.choice(notes)["id"] if notes and n % 7 == 0 else None,
            "fileIds": [chance.choice(files)["id"]] if n % 20 == 0 else [],
            "tags": ["misskey"] if n % 9 == 0 else [],
            "reactions": {"👍": 1} if n % 5 == 0 else {}, "hasPoll": n % 100 == 3,
        })
    pairs = {(a["id"], b["id"]) for a in local for b in chance.sample(users, 8) if a is not b}

    print("SET client_encoding = 'UTF8';\nBEGIN;")
    copy("user", users)
    copy("drive_file", files)
    copy("note", notes)
    copy("note_reaction", [
        {"id": ids.at(now), "userId": chance.choice(users)["id"], "noteId": n["id"], "reaction": "👍"}
        for n in notes if n["reactions"]
    ])
    copy("note_favorite", [
        {"id": ids.at(now), "userId": local[0]["id"], "noteId": n["id"]} for n in notes[::40]
    ])
    copy("poll", [
        {"noteId": n["id"], "expiresAt": None, "multiple": False, "choices": ["はい", "いいえ"],
         "votes": [3, 1], "noteVisibility": n["visibility"], "userId": n["userId"]}
        for n in notes if n["hasPoll"]
    ])
    copy("following", [
        {"id": ids.at(now), "followerId": a, "followeeId": b} for a, b in sorted(pairs)
    ])
    copy("user_keypair", [
        {"userId": u["id"], "publicKey": pem(chance, "PUBLIC"), "privateKey": pem(chance, "PRIVATE")}
        for u in local
    ])
    copy("user_publickey", [
        {"userId": u["id"], "keyId": f'{u["uri"]}#main-key', "keyPem": pem(chance, "PUBLIC")}
        for u in users if u["host"]
    ])
    copy("user_profile", [
        {"userId": u["id"], "description": "こんにちは", "userHost": u["host"],
         "password": None if u["host"] else "$2b$08$" + chance.randbytes(26).hex()} for u in users
    ])
    copy("system_account", [{"id": local[1]["id"], "userId": local[1]["id"], "type": "actor"}])
    copy("instance", [
        {"id": ids.at(start), "firstRetrievedAt": when(start), "host": h, "softwareName": "misskey"}
        for h in HOSTS
    ])
    copy("emoji", [
        {"id": ids.at(start + n), "name": f"blobcat{n}", "originalUrl": f"https://{given.host}/files/e{n}"}
        for n in range(30)
    ])
    copy("hashtag", [{"id": ids.at(start), "name": "misskey", "mentionedUserIds": [local[0]["id"]]}])
    copy("__chart__notes", [
        {"date": start // 1000 + n * 3600, "___local_total": n, "___remote_total": n * 3}
        for n in range(100)
    ])
    print("INSERT INTO public.meta (id) VALUES ('x') ON CONFLICT DO NOTHING;")
    print(f"UPDATE public.meta SET name = 'テスト用 Misskey', \"rootUserId\" = '{local[0]['id']}';")
    print("COMMIT;")


main()
