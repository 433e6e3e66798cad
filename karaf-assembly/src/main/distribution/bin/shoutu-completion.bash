# Completion for ./run and its commands: source this file in bash. 在 bash 中 source 本文件即可补全 ./run 的命令。
_shoutu_run() {
    local run=${COMP_WORDS[0]} so_far i
    # bash takes the colon of shoutu:status for the end of a word; the line itself is whole.
    so_far=${COMP_LINE:0:COMP_POINT}
    case $so_far in
        *' do '*)
            so_far=${so_far#* do }
            local found
            mapfile -t found < <("$run" do "shoutu:complete \"$so_far\"" 2>/dev/null)
            local word=${so_far##* }
            for i in "${!found[@]}"; do
                case ${found[i]} in
                    "$word"*) COMPREPLY+=("${found[i]#"${word%"${word##*:}"}"}") ;;
                esac
            done ;;
        *) mapfile -t COMPREPLY < <(compgen -W 'stop status do restore verify certificate --demo --no-demo --detach --help' -- "${COMP_WORDS[COMP_CWORD]}") ;;
    esac
}
complete -F _shoutu_run run ./run
