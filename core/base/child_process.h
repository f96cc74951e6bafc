// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace assay::platform
{

/// The program that is running.
[[nodiscard]] std::filesystem::path programFile();

/// From now on this process may not hold more memory than this; what asks for more is refused. Does nothing where the
/// system cannot.
void limitMemory(std::size_t bytes);

/// A program that runs beside this one: its standard input and output are ours, its standard error is this program's.
/// It is ended with this object.
class ChildProcess
{
public:
    ChildProcess() = default;
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;
    ~ChildProcess();

    /// `not_supported` where this system has no such children.
    [[nodiscard]] std::error_code start(
        const std::filesystem::path& program, const std::vector<std::string>& arguments);

    /// A copy of this process, which runs `work` and ends with the exit code that it returns: without all that starting a
    /// program takes. `not_supported` where this process has several threads already, or the system no such copies.
    [[nodiscard]] std::error_code startCopy(const std::function<int()>& work);

    /// Sends all of it. False where the child no longer listens.
    [[nodiscard]] bool write(std::string_view bytes);

    enum class Heard { bytes, nothing, end };

    /// Appends what the child says to `into`, waiting for it at most so long.
    [[nodiscard]] Heard read(std::string& into, std::chrono::milliseconds patience);

    /// Waits at most so long for it to end by itself, ends it otherwise, and tells how it ended: "was ended by signal
    /// 11 (Segmentation fault)", "ended with exit code 1".
    [[nodiscard]] std::string end(std::chrono::milliseconds grace = {});

    [[nodiscard]] bool isRunning() const { return m_process > 0; }

private:
    int m_process = 0;
    int m_socket = -1;
};

} // namespace assay::platform
