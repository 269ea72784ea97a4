# shellcheck shell=bash
# The operator's shell inside the TazPod container.
# It must never destroy what the user has: links are made only where nothing is.

case $- in *i*) ;; *) return ;; esac

# A login shell's /etc/profile forgets the image's PATH.
for __dir in "$HOME/.local/bin" /opt/tazpod/bin; do
    case ":$PATH:" in *":$__dir:"*) ;; *) PATH=$__dir:$PATH ;; esac
done
unset __dir

HISTCONTROL=ignoreboth
HISTSIZE=10000
HISTFILESIZE=20000
shopt -s histappend checkwinsize

alias ls='ls --color=auto'
alias ll='ls -l'
alias la='ls -la'
alias grep='grep --color=auto'
alias ..='cd ..'
alias ...='cd ../..'
alias g=git
alias gs='git status'
alias gp='git push'
alias gl='git pull'

# ---- TazPod

# The session file is in RAM and is there exactly while the vault is open.
__tazpod_open() { [ -e "${TAZPOD_RUN:-/run/tazpod}/session" ]; }

# Takes the vault's variables into this shell. The program prints them; only a shell can keep them.
__tazpod_env() {
    local vars
    vars=$(command tazpod __internal_env) || return
    eval "$vars"
}

tazpod() {
    local code
    if [ "${1-}" = env ]; then
        __tazpod_env
        return
    fi
    command tazpod "$@"
    code=$?
    if [ $code -eq 0 ]; then
        case ${1-} in unlock | lock) __tazpod_env 2>/dev/null ;; esac
    fi
    return $code
}

# A shell that starts in an open vault has its variables from the start: from the file that unlock leaves in RAM beside
# the session, if it leaves one, else by asking the program.
if __tazpod_open; then
    if [ -O "${TAZPOD_RUN:-/run/tazpod}/env" ]; then
        . "${TAZPOD_RUN:-/run/tazpod}/env"
    elif type -P tazpod >/dev/null; then
        __tazpod_env 2>/dev/null
    fi
fi

# What the tools remember belongs to the project: it lives in its envelope and outlives the container.
__tazpod_link() {
    local kept=/workspace/.tazpod/.$1 seen=$HOME/.$1
    [ ! -e "$seen" ] && [ ! -L "$seen" ] || return
    mkdir -p "$kept" && ln -s "$kept" "$seen"
}
if [ -w /workspace/.tazpod ]; then
    for __tool in pi omp gemini claude; do __tazpod_link "$__tool"; done
    unset __tool
fi
unset -f __tazpod_link

# ---- prompt: project, vault, directory; and the last exit code when it was not 0

__tazpod_prompt() {
    local code=$? project=${TAZPOD_PROJECT:-workspace} vault
    project=${project%/}
    if __tazpod_open; then vault='\[\e[32m\]open'; else vault='\[\e[33m\]locked'; fi
    PS1='\[\e[1m\]'${project##*/}'\[\e[0m\] '$vault'\[\e[0m\] \[\e[34m\]\w\[\e[0m\] '
    if [ $code -ne 0 ]; then PS1+='\[\e[31m\]'$code'\[\e[0m\] '; fi
    PS1+='\$ '
}
PROMPT_COMMAND=__tazpod_prompt
