// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/child_process.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <thread>
#include <utility>

#ifndef _WIN32
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace assay::platform
{

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : m_process(std::exchange(other.m_process, 0))
    , m_socket(std::exchange(other.m_socket, -1))
{
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept
{
    std::swap(m_process, other.m_process);
    std::swap(m_socket, other.m_socket);
    return *this;
}

ChildProcess::~ChildProcess()
{
    static_cast<void>(end());
}

#ifdef _WIN32

// Analysis runs in the program itself there: see app/cli/check_command.cpp.
std::filesystem::path programFile()
{
    return {};
}
void limitMemory(std::size_t) { }
std::error_code ChildProcess::start(const std::filesystem::path&, const std::vector<std::string>&)
{
    return std::make_error_code(std::errc::not_supported);
}
std::error_code ChildProcess::startCopy(const std::function<int()>&)
{
    return std::make_error_code(std::errc::not_supported);
}
bool ChildProcess::write(std::string_view)
{
    return false;
}
ChildProcess::Heard ChildProcess::read(std::string&, std::chrono::milliseconds)
{
    return Heard::end;
}
std::string ChildProcess::end(std::chrono::milliseconds)
{
    return "never ran";
}

#else

namespace
{

std::error_code systemError(int number)
{
    return { number, std::generic_category() };
}

// One socket is both pipes: unlike a pipe, it does not kill who writes to it when the other side is gone.
#ifdef MSG_NOSIGNAL
constexpr int sendFlags = MSG_NOSIGNAL;
#else
constexpr int sendFlags = 0;
#endif

std::error_code openSockets(int (&sockets)[2])
{
#ifdef SOCK_CLOEXEC
    constexpr int kind = SOCK_STREAM | SOCK_CLOEXEC; // no other child may inherit it
#else
    constexpr int kind = SOCK_STREAM;
#endif
    if (::socketpair(AF_UNIX, kind, 0, sockets) != 0)
        return systemError(errno);
#ifdef SO_NOSIGPIPE
    const int on = 1;
    ::setsockopt(sockets[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    return {};
}

std::string describeEnd(int status)
{
    if (WIFSIGNALED(status)) {
        const int number = WTERMSIG(status);
        return "was ended by signal " + std::to_string(number) + " (" + ::strsignal(number) + ")";
    }
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

// A copy has one thread: what the others held is held for ever in it. Where threads cannot be counted (macOS, whose
// frameworks forbid copies anyhow), there are several.
bool hasOneThread()
{
    std::error_code error;
    const std::filesystem::directory_iterator threads("/proc/self/task", error);
    return !error && std::distance(begin(threads), end(threads)) == 1;
}

} // namespace

std::filesystem::path programFile()
{
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error); // empty where there is no such thing
}

void limitMemory(std::size_t bytes)
{
#if defined(RLIMIT_DATA) && !defined(__SANITIZE_ADDRESS__)
    const rlimit limit { bytes, bytes };
    ::setrlimit(RLIMIT_DATA, &limit);
#else
    static_cast<void>(bytes);
#endif
}

std::error_code ChildProcess::start(const std::filesystem::path& program, const std::vector<std::string>& arguments)
{
    if (program.empty())
        return std::make_error_code(std::errc::not_supported);
    int sockets[2] = { -1, -1 };
    if (const std::error_code error = openSockets(sockets))
        return error;
    std::vector<std::string> words { program.string() };
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, sockets[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, sockets[1], STDOUT_FILENO);
    pid_t process = 0;
    const int failed = ::posix_spawn(&process, program.c_str(), &actions, nullptr, pointers.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(sockets[1]);
    if (failed != 0) {
        ::close(sockets[0]);
        return systemError(failed);
    }
    m_process = process;
    m_socket = sockets[0];
    return {};
}

std::error_code ChildProcess::startCopy(const std::function<int()>& work)
{
    if (!hasOneThread())
        return std::make_error_code(std::errc::not_supported);
    int sockets[2] = { -1, -1 };
    if (const std::error_code error = openSockets(sockets))
        return error;
    std::fflush(nullptr); // or the copy writes it once more
    const pid_t process = ::fork();
    if (process == 0) {
        ::dup2(sockets[1], STDIN_FILENO);
        ::dup2(sockets[1], STDOUT_FILENO);
        ::close(sockets[0]);
        ::close(sockets[1]);
        const int exitCode = work();
        std::fflush(nullptr);
        ::_exit(exitCode); // nothing of ours is to be torn down there
    }
    const int trouble = errno;
    ::close(sockets[1]);
    if (process < 0) {
        ::close(sockets[0]);
        return systemError(trouble);
    }
    m_process = process;
    m_socket = sockets[0];
    return {};
}

bool ChildProcess::write(std::string_view bytes)
{
    while (!bytes.empty() && m_socket >= 0) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), sendFlags);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return m_socket >= 0;
}

ChildProcess::Heard ChildProcess::read(std::string& into, std::chrono::milliseconds patience)
{
    pollfd waiting { m_socket, POLLIN, 0 };
    const int ready = ::poll(&waiting, 1, static_cast<int>(patience.count()));
    if (ready == 0 || (ready < 0 && errno == EINTR))
        return Heard::nothing;
    char buffer[1 << 16];
    const ssize_t got = ready < 0 ? -1 : ::recv(m_socket, buffer, sizeof buffer, 0);
    if (got < 0 && errno == EINTR)
        return Heard::nothing;
    if (got <= 0)
        return Heard::end;
    into.append(buffer, static_cast<std::size_t>(got));
    return Heard::bytes;
}

std::string ChildProcess::end(std::chrono::milliseconds grace)
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    const pid_t process = std::exchange(m_process, 0);
    if (process <= 0)
        return "never ran";
    // A child that hung up is about to end (or writes its core file): its own end is what we want to know.
    constexpr std::chrono::milliseconds step { 10 };
    const auto deadline = std::chrono::steady_clock::now() + grace;
    int status = 0;
    pid_t ended = ::waitpid(process, &status, WNOHANG);
    for (; ended == 0 && std::chrono::steady_clock::now() < deadline; ended = ::waitpid(process, &status, WNOHANG))
        std::this_thread::sleep_for(step);
    if (ended != process) {
        ::kill(process, SIGKILL);
        while (::waitpid(process, &status, 0) < 0 && errno == EINTR) { }
    }
    return describeEnd(status);
}

#endif

} // namespace assay::platform
