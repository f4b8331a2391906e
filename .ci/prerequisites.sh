# What the scripts need from outside, and how Debian installs it. Sourced by ./demo, ./test and .ci/run.

PATH=$PATH:${CARGO_HOME:-${HOME:-/root}/.cargo}/bin

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
there() { [ -e "$1" ]; }
packaged() { ! has dpkg || dpkg -s "$1" >/dev/null 2>&1; }

# Each of these prints the packages that are missing for something, and nothing if all is there.

building() {
    has cc || echo gcc
    has c++ || echo g++
    has cmake || echo cmake
    has make || echo make
    has_libclang || libclang_package
}

postgresql() {
    [ -n "${MEKIKI_TEST_POSTGRES_URL:-}" ] || has pg_ctl || there /usr/lib/postgresql/*/bin/initdb || echo postgresql
}

mail_server() {
    /usr/bin/python3 -m aiosmtpd --version >/dev/null 2>&1 || has aiosmtpd || echo python3-aiosmtpd
}

browser() {
    has chromium || has google-chrome || [ -n "${CHROMIUM:-}" ] || echo chromium
    has chromedriver || [ -n "${CHROMEDRIVER:-}" ] || echo chromium-driver
    packaged fonts-noto-cjk || echo fonts-noto-cjk
    packaged fonts-noto-core || echo fonts-noto-core
}

has_libclang() {
    PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -Eq 'libclang(-[0-9]+)?\.so' ||
        there "${LIBCLANG_PATH:-/nowhere}" || ls /usr/lib/llvm-*/lib/libclang[.-]*so* >/dev/null 2>&1
}

# The version that Debian prefers or, where there is no such package, the newest one.
libclang_package() {
    known=$(apt-cache search --names-only '^libclang1(-[0-9]+)?$' 2>/dev/null | cut -d' ' -f1 | sort -V)
    case $known in
        "" | libclang1 | libclang1[!-]*) echo libclang1 ;;
        *) echo "$known" | tail -n 1 ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    has apt-get && as_root true 2>/dev/null
}

# Once is enough.
update() {
    [ -n "${updated:-}" ] || as_root apt-get update -qq || say "apt-get update failed; trying with the lists there are."
    updated=yes
}

# Tests start servers of their own: the one that Debian would start is not needed.
without_cluster() {
    settings=/etc/postgresql-common/createcluster.conf
    there $settings || packaged postgresql-common && return
    as_root mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | as_root tee $settings >/dev/null
}

# have PART: true once everything for the part is there. Otherwise it says what is to be done.
have() {
    [ -n "$("$1")" ] || return 0
    if may_install; then
        update
        [ "$1" != postgresql ] || without_cluster
        # shellcheck disable=SC2046 # These are words.
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $("$1") </dev/null >&2 || true
    fi
    packages=$("$1" | xargs)
    [ -z "$packages" ] || { say "Missing: $packages. Please run: sudo apt-get install -y $packages"; return 1; }
}

need_cargo() {
    has cargo || { say "Missing: Rust. Please install it as https://rustup.rs says."; return 1; }
}
