// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"
#include "core/base/result.h"

#include <chrono>
#include <memory>
#include <string>

struct AVFormatContext;
struct AVStream;

namespace assay
{

/// A file opened by libav, and nothing but this file: libav reads through a LocalFile of ours and is refused
/// whatever else it asks to open (playlists, references, networks). Only containers on a list are demuxed.
class LibavInput
{
public:
    /// Reads the headers, for at most a few seconds. Errors: `unsupported` for what libav does not know or what is
    /// not on the list, `malformed` for a damaged header.
    [[nodiscard]] static Result<std::unique_ptr<LibavInput>> open(LocalFile file);

    LibavInput(const LibavInput&) = delete;
    LibavInput& operator=(const LibavInput&) = delete;
    ~LibavInput();

    [[nodiscard]] AVFormatContext& context() const { return *m_context; }
    [[nodiscard]] LocalFile& file() { return m_file; }
    [[nodiscard]] const LocalFile& file() const { return m_file; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_file.path(); }

    /// Our name of the container: "mov", "mp4", "mxf", "mkv", ...
    [[nodiscard]] std::string container() const;

    /// From now on, reading may take this long before it is broken off.
    void allow(std::chrono::seconds time);
    [[nodiscard]] bool isLate() const;

private:
    explicit LibavInput(LocalFile file);

    static int readPacket(void* self, std::uint8_t* into, int size);
    static std::int64_t seek(void* self, std::int64_t offset, int whence);
    static int interrupted(void* self);

    Result<void> start();

    LocalFile m_file;
    std::int64_t m_position = 0;
    std::chrono::steady_clock::time_point m_deadline {};
    AVFormatContext* m_context = nullptr;
};

/// Once a process, before anything of libav: it prints nothing and allocates within bounds.
void prepareLibav();

/// libav's reason in words.
[[nodiscard]] std::string libavReason(int error);

} // namespace assay
