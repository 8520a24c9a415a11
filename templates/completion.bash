# bash completion for hikae. Made by `hikae completion bash`.
_hikae_words() {
  sh -c '{{WORDS}}' hikae "$@"
}

# Offers the lines of a text that begin with what was typed, in their order.
_hikae_offer() {
  local word
  while IFS= read -r word; do
    if [[ -n $word && $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi
  done <<<"$1"
}

_hikae_paths() { # d for directories, f for files
  local word
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "-$1" -- "$cur")
}

_hikae_backups() {
  if [[ $cur == */* || $cur == '~'* ]]; then
    _hikae_paths f
  else
    compopt -o nosort 2>/dev/null
    _hikae_offer "$(_hikae_words backups "${COMP_WORDS[@]}")"
  fi
}

_hikae() {
  local i at='' word cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  # bash takes an equals sign for a word of its own
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    case $word in
      {{VALUED}})
        if [[ ${COMP_WORDS[i + 1]} == = ]]; then i=$((i + 1)); fi
        i=$((i + 1))
        ;;
      -* | =) ;;
      *)
        case $at/$word in
          {{COMMANDS}}) at=$at/$word ;;
        esac
        ;;
    esac
  done
  case $before in
{{VALUES}}
  esac
  case $at in
{{TABLE}}
  esac
}

complete -F _hikae hikae
