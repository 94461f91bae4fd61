# Sourced by ./check, ./demo and .ci/run: gets what the build needs where it is missing.
# Debian and Ubuntu by apt-get, as root or with sudo; elsewhere one line says what to install.

according_packages="make gcc libc6-dev pkg-config meson ninja-build python3 binutils \
libcmocka-dev libjansson-dev libssl-dev libuchardet-dev zlib1g-dev libdeflate-dev libsqlite3-dev libarchive-dev \
poppler-utils"

according_missing() {
  for tool in make gcc pkg-config meson ninja python3 nm; do
    command -v "$tool" >/dev/null 2>&1 || echo "$tool"
  done
  if command -v pkg-config >/dev/null 2>&1; then
    for library in cmocka jansson libcrypto uchardet zlib sqlite3 libarchive; do
      pkg-config --exists "$library" || echo "$library"
    done
  fi
}

# install_packages PACKAGE...: false if that is impossible.
install_packages() {
  command -v apt-get >/dev/null 2>&1 || return 1
  as=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || return 1
    as=sudo
  fi
  $as apt-get update -qq >/dev/null 2>&1
  $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
    >/dev/null 2>&1
}

need_packages() {
  missing=$(according_missing | tr '\n' ' ')
  [ -z "$missing" ] && return 0
  echo "installing what is missing: $missing"
  # shellcheck disable=SC2086
  install_packages $according_packages || true
  missing=$(according_missing | tr '\n' ' ')
  if [ -n "$missing" ]; then
    echo "missing: ${missing}- please install: $according_packages" >&2
    return 1
  fi
}
