# shellcheck shell=bash
# What must be on the machine: a JDK, a Maven and a Node; found or fetched, else named in one line.

readonly jdk_major=25 maven_version=3.9.11

# The major version of the JDK in a folder, asked of the JDK itself; empty when there is none or it does not run.
jdk_version() {
  [[ -x $1/bin/javac && -x $1/bin/java ]] || return 0
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p'
}

find_jdk() {
  local home on_path=''
  if command -v javac >/dev/null; then
    on_path=$(readlink -f "$(command -v javac)" 2>/dev/null || command -v javac)
    on_path=${on_path%/bin/javac}
  fi
  for home in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*jdk*/ \
    {,~}/Library/Java/JavaVirtualMachines/*/Contents/Home \
    {/opt/homebrew,/usr/local}/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    ~/.sdkman/candidates/java/* ~/.jdks/* ~/.asdf/installs/java/* ~/.local/share/mise/installs/java/*; do
    [[ -n $home && -d $home ]] || continue
    # A release file that names another version saves the start of a JVM; without one the JDK's own word decides.
    if [[ -r $home/release ]] && ! grep -q "^JAVA_VERSION=\"${jdk_major}[\".+-]" "$home/release"; then continue; fi
    if [[ $(jdk_version "$home") == "$jdk_major" ]]; then
      export JAVA_HOME=${home%/}
      return
    fi
  done
  die "needs a JDK $jdk_major and found none in JAVA_HOME (${JAVA_HOME:-not set}), on PATH (${on_path:-no javac})" \
    "or in the usual folders; install one (temurin-$jdk_major-jdk, openjdk-$jdk_major-jdk) or point JAVA_HOME at it"
}

# Leaves the command in $mvn. An installed Maven that is too old is still good for fetching a newer one.
find_maven() {
  local ours=$root/.broadsheet/tools/apache-maven-$maven_version installed major minor
  if [[ -x $ours/bin/mvn ]]; then
    mvn=$ours/bin/mvn
    return
  fi
  if ! command -v mvn >/dev/null; then
    die 'needs Maven and found no mvn on PATH; install it (Debian: apt-get install maven, macOS: brew install maven);' \
      "any 3.x will do, because an old one is only used to fetch $maven_version"
  fi
  installed=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
  read -r major minor <<<"${installed:-0 0}"
  if ((major * 100 + minor >= 309)); then
    mvn=mvn
    return
  fi
  # Unpacked beside its final place and then moved, so that an interrupted download never looks like a Maven.
  local fresh=$root/.broadsheet/tools/unpacking
  if ! { rm -rf "$fresh" && mkdir -p "$fresh"; }; then die "cannot write to $(shown "$root/.broadsheet/tools")"; fi
  step "Maven $maven_version (installed: $major.$minor)" "$build_logs/maven.log" unpack_maven "$fresh"
  if ! { mv "$fresh/apache-maven-$maven_version" "$ours" && chmod +x "$ours/bin/mvn" && rm -rf "$fresh"; }; then
    die "Maven $maven_version could not be unpacked into $(shown "$ours")"
  fi
  mvn=$ours/bin/mvn
}

# From within the folder, because without a project the plugin leaves its markers in the working directory.
unpack_maven() {
  cd "$1" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
    "-Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin" "-DoutputDirectory=$1"
}

find_node() {
  if ! { command -v node && command -v npm; } >/dev/null; then
    die 'needs Node.js with npm on PATH, any maintained version: the one that runs the site comes with its packages'
  fi
}

# Leaves the path of a Chromium in $CHROMIUM, or nothing.
find_chromium() {
  local candidate
  for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    '/Applications/Chromium.app/Contents/MacOS/Chromium' '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if [[ -n $candidate ]] && command -v "$candidate" >/dev/null; then
      CHROMIUM=$(command -v "$candidate")
      export CHROMIUM
      return
    fi
  done
  unset CHROMIUM
  return 1
}
