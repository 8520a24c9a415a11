#compdef hikae
# zsh completion for hikae. Made by `hikae completion zsh`.
_hikae_words() {
  sh -c '{{WORDS}}' hikae "$@"
}

_hikae_offer() {
  compadd -V hikae -- "${(@f)1}"
}

_hikae_backups() {
  if [[ $PREFIX == */* || $PREFIX == '~'* ]]; then
    _files
  else
    _hikae_offer "$(_hikae_words backups "${words[@]}")"
  fi
}

_hikae() {
  local i at='' word before=${words[CURRENT - 1]}
  local -a flags commands
  for ((i = 2; i < CURRENT; i++)); do
    word=${words[i]}
    case $word in
      {{VALUED}}) i=$((i + 1)) ;;
      -*) ;;
      *)
        case $at/$word in
          {{COMMANDS}}) at=$at/$word ;;
        esac
        ;;
    esac
  done
  if [[ $PREFIX == --*=* ]]; then
    before=${PREFIX%%=*}
    compset -P '*='
  fi
  case $before in
{{VALUES}}
  esac
  case $at in
{{TABLE}}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o flag flags
  elif [[ ${#commands} -gt 0 ]]; then
    _describe command commands
  fi
}

if [[ ${funcstack[1]} == _hikae ]]; then _hikae "$@"; else compdef _hikae hikae; fi
