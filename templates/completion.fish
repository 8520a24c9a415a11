# fish completion for hikae. Made by `hikae completion fish`.
function __hikae_words
    sh -c '{{WORDS}}' hikae $argv
end

function __hikae_backups
    set -l typed (commandline -ct)
    if string match -q -- '*/*' $typed; or string match -q -- '~*' $typed
        __fish_complete_path $typed
    else
        __hikae_words backups (commandline -opc)
    end
end

# Whether this is the command that stands on the line so far.
function __hikae_at
    set -l at ''
    set -l value no
    for word in (commandline -opc)[2..-1]
        if test $value = yes
            set value no
            continue
        end
        switch $word
            case {{VALUED}}
                set value yes
            case '-*'
            case '*'
                switch $at/$word
                    case {{COMMANDS}}
                        set at $at/$word
                end
        end
    end
    test "$at" = "$argv[1]"
end

complete -c hikae -f
{{TABLE}}
