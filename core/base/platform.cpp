// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

#ifdef _WIN32
#define NOMINMAX
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <sys/stat.h>
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace assay::platform
{

namespace
{

std::error_code lastError()
{
    return { errno, std::generic_category() };
}

#ifdef _WIN32
int openForWriting(const std::filesystem::path& file, FileAccess access)
{
    const int once = access == FileAccess::owner ? _O_EXCL : 0; // who may read it is the folder's matter here
    return _wopen(file.c_str(), _O_WRONLY | _O_CREAT | _O_TRUNC | _O_BINARY | once, _S_IREAD | _S_IWRITE);
}
int openFolder(const std::filesystem::path&)
{
    errno = EINVAL; // the system keeps its names itself
    return -1;
}
long long writeSome(int handle, const char* data, std::size_t size)
{
    return _write(handle, data, static_cast<unsigned>(std::min<std::size_t>(size, 1U << 30U)));
}
int flush(int handle)
{
    return _commit(handle);
}
int closeFile(int handle)
{
    return _close(handle);
}
int openForReading(const std::filesystem::path& file)
{
    return _wopen(file.c_str(), _O_RDONLY | _O_BINARY | _O_SEQUENTIAL | _O_NOINHERIT);
}
long long readSome(int handle, std::int64_t offset, std::span<std::byte> into)
{
    OVERLAPPED place {};
    place.Offset = static_cast<DWORD>(offset & 0xFFFFFFFF);
    place.OffsetHigh = static_cast<DWORD>(offset >> 32);
    DWORD got = 0;
    const auto size = static_cast<DWORD>(std::min<std::size_t>(into.size(), 1U << 30U));
    const bool done = ReadFile(reinterpret_cast<HANDLE>(_get_osfhandle(handle)), into.data(), size, &got, &place) != 0;
    return done ? static_cast<long long>(got) : -1;
}
#else
int openForWriting(const std::filesystem::path& file, FileAccess access)
{
    const bool secret = access == FileAccess::owner;
    return ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | (secret ? O_EXCL : 0), secret ? 0600 : 0666);
}
int openFolder(const std::filesystem::path& folder)
{
    return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}
long long writeSome(int handle, const char* data, std::size_t size)
{
    return ::write(handle, data, size);
}
int flush(int handle)
{
    return ::fsync(handle);
}
int closeFile(int handle)
{
    return ::close(handle);
}
int openForReading(const std::filesystem::path& file)
{
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
#ifdef POSIX_FADV_SEQUENTIAL
    if (handle >= 0)
        (void)::posix_fadvise(handle, 0, 0, POSIX_FADV_SEQUENTIAL); // advice; it does not matter where it is refused
#endif
    return handle;
}
long long readSome(int handle, std::int64_t offset, std::span<std::byte> into)
{
    static_assert(sizeof(off_t) == 8, "files beyond 2 GiB need 64-bit offsets");
    return ::pread(handle, into.data(), into.size(), offset);
}
#endif

std::filesystem::path fromEnvironment(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? std::filesystem::path(value) : std::filesystem::path();
}

} // namespace

int processId()
{
#ifdef _WIN32
    return _getpid();
#else
    return static_cast<int>(::getpid());
#endif
}

InputFile::InputFile(InputFile&& other) noexcept
    : m_handle(std::exchange(other.m_handle, -1))
{
}

InputFile& InputFile::operator=(InputFile&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

InputFile::~InputFile()
{
    close();
}

void InputFile::close()
{
    if (m_handle >= 0)
        (void)closeFile(m_handle);
    m_handle = -1;
}

std::error_code InputFile::open(const std::filesystem::path& file)
{
    close();
    m_handle = openForReading(file);
    return m_handle < 0 ? lastError() : std::error_code();
}

std::size_t InputFile::readAt(std::int64_t offset, std::span<std::byte> into) const
{
    std::size_t done = 0;
    while (m_handle >= 0 && done < into.size()) {
        const long long got = readSome(m_handle, offset + static_cast<std::int64_t>(done), into.subspan(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::error_code writeDurably(const std::filesystem::path& file, std::string_view bytes, FileAccess access)
{
    const int handle = openForWriting(file, access);
    if (handle < 0)
        return lastError();
    std::error_code error;
    while (!bytes.empty() && !error) {
        const long long written = writeSome(handle, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            error = lastError();
        else
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (!error && flush(handle) != 0 && errno != EINVAL && errno != EROFS)
        error = lastError();
    if (closeFile(handle) != 0 && !error)
        error = lastError();
    return error;
}

std::error_code flushFolder(const std::filesystem::path& folder)
{
    const int handle = openFolder(folder.empty() ? "." : folder);
    if (handle < 0) // a folder that may be written into but not read cannot be flushed either
        return errno == EINVAL || errno == EACCES ? std::error_code() : lastError();
    const bool failed = flush(handle) != 0 && errno != EINVAL && errno != EROFS;
    const std::error_code error = failed ? lastError() : std::error_code();
    (void)closeFile(handle);
    return error;
}

bool isOutOfRoom(const std::error_code& error)
{
#ifdef EDQUOT
    if (error.value() == EDQUOT)
        return true;
#endif
    return error == std::errc::no_space_on_device || error == std::errc::file_too_large;
}

std::filesystem::path configFolder()
{
#ifdef _WIN32
    const std::filesystem::path base = fromEnvironment("APPDATA");
    return base.empty() ? base : base / "Assay";
#elif defined(__APPLE__)
    const std::filesystem::path home = fromEnvironment("HOME");
    return home.empty() ? home : home / "Library" / "Application Support" / "Assay";
#else
    if (const std::filesystem::path base = fromEnvironment("XDG_CONFIG_HOME"); !base.empty())
        return base / "assay";
    const std::filesystem::path home = fromEnvironment("HOME");
    return home.empty() ? home : home / ".config" / "assay";
#endif
}

bool errorStreamIsTerminal()
{
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return ::isatty(2) != 0;
#endif
}

} // namespace assay::platform
