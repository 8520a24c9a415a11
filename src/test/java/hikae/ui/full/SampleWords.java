package hikae.ui.full;

import hikae.text.Language;
import hikae.text.Messages;
import java.util.HashMap;
import java.util.Map;

/** The words of {@link Samples}, English and Japanese side by side. */
final class SampleWords {
    private static final String[][] WORDS = {
        {"flow.sample", "Set up", "設定"},
        {"ask.source.default", "default", "既定値"},
        {"table.menu", "Menu", "メニュー"},
        {"table.menu.lead", "What do you want to do?", "何をしますか?"},
        {"table.menu.help", "Choose a row and press Enter.", "行を選んで Enter を押します。"},
        {"sample.menu.setup", "Set up automatic database backups", "データベースの自動バックアップを設定する"},
        {"sample.menu.storage", "Object storage (Cloudflare R2)", "オブジェクトストレージ(Cloudflare R2)を設定する"},
        {"sample.menu.restore", "Restore the database from a backup", "バックアップから復元する"},
        {"sample.promise", "Nothing is changed before you have said yes.", "同意するまで、サーバーには何も書き込みません。"},
        {"sample.found", "Found on this server", "このサーバーで見つかったもの"},
        {"sample.disk", "Disk, free", "ディスクの空き"},
        {"table.backups", "Backups", "バックアップ"},
        {"table.backups.lead", "To which point in time do you want to go back?", "どの時点に戻しますか?"},
        {"table.backups.help", "The newest is on top.", "新しい順に並んでいます。"},
        {"page.database", "Database", "データベース"},
        {"page.database.lead", "How does the backup log in?", "バックアップはどのユーザーで接続しますか?"},
        {"page.database.help", "Who may read the database.", "データベースを読み取れるユーザーです。"},
        {"ask.place", "Misskey directory", "Misskey のディレクトリ"},
        {"ask.place.help", "Where docker-compose.yml is.", "docker-compose.yml がある場所です。"},
        {"ask.user", "User", "ユーザー名"},
        {"ask.user.help", "The role in PostgreSQL.", "PostgreSQL のロールです。"},
        {"ask.password", "Password", "パスワード"},
        {"ask.password.help", "As in docker.env.", "docker.env に書いた値です。"},
        {"check.reach", "db:5432 answers", "db:5432 の応答"},
        {"check.login", "log in", "ログイン"},
        {"sample.reached", "db:5432 answers", "db:5432 は応答しています"},
        {"sample.logged-in", "connected to PostgreSQL 15.8", "PostgreSQL 15.8 に接続しました"},
        {"problem.sample-refused", "PostgreSQL refused this password.", "このパスワードでは接続できませんでした。"},
        {
            "problem.sample-refused.hint",
            "Type the password that Misskey itself uses (.config/default.yml).",
            "Misskey 本体が使っているパスワードを入力してください(.config/default.yml)。"
        },
        {"problem.sample-empty", "Something is needed here.", "入力が必要です。"},
        {"problem.sample-empty.hint", "Type it, or press Esc.", "入力するか、Esc で戻ってください。"},
        {"problem.disk-full", "No space for {0}.", "{0} を書き込む空きがありません。"},
        {"problem.disk-full.hint", "Make room.", "空きを増やしてください。"},
        {"page.zone", "Time zone", "タイムゾーン"},
        {"page.zone.lead", "In which time zone do you think?", "どのタイムゾーンで考えますか?"},
        {"page.zone.help", "Your own.", "あなたのタイムゾーンです。"},
        {"ask.zone", "Time zone", "タイムゾーン"},
        {"page.when", "Schedule", "スケジュール"},
        {"page.when.lead", "When should the database be backed up?", "いつバックアップを取りますか?"},
        {"page.when.help", "At night.", "夜間がおすすめです。"},
        {"ask.when", "Schedule", "スケジュール"},
        {"sample.daily", "Every day at 04:00", "毎日 4時00分"},
        {"sample.six", "Every 6 hours", "6時間ごと"},
        {"sample.words", "Means", "つまり"},
        {"sample.runs", "Next runs", "次の実行予定"},
        {"page.keep", "How long to keep", "保存する世代数"},
        {"page.keep.lead", "How many old backups should stay?", "古いバックアップをいくつ残しますか?"},
        {"page.keep.help", "Seven is usual.", "7日分が普通です。"},
        {"ask.days", "Daily", "日次"},
        {"sample.step.write", "write compose.yml", "compose.yml を書き込む"},
        {"sample.step.start", "start the backup container", "バックアップコンテナを起動する"},
        {"sample.step.first", "first backup", "最初のバックアップ"},
        {"sample.note", "A first backup is made (about 2 min).", "最初のバックアップを取ります(約2分)。"},
        {"sample.unit.bytes", "bytes", "バイト"},
        {"sample.looking", "Looking for Misskey", "Misskey を探しています"},
        {"report.sample", "First backup is good", "最初のバックアップを確認しました"},
        {"sample.done", "Backups are set up.", "バックアップを設定しました。"},
        {"sample.next", "Next run", "次回の実行"},
        {"sample.demo", "DEMO: a made-up server", "デモ: 架空のサーバーです"},
    };

    private SampleWords() {}

    static Messages in(Language language) {
        Map<String, String> words = new HashMap<>();
        for (String[] word : WORDS) {
            words.put(word[0], word[language == Language.EN ? 1 : 2]);
        }
        return Messages.in(language).plus(words);
    }
}
