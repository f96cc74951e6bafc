// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// What is used of the C interface of ONNX Runtime (MIT): a table of functions that only ever grows at its end, so that
/// places in it hold for every later version. Debian 12 packages no header for it. tst_speech holds these declarations
/// against the real library.
namespace assay::onnx
{

constexpr std::uint32_t apiVersion = 14; // the oldest that has all of these

struct Status;
struct Env;
struct Session;
struct SessionOptions;
struct RunOptions;
struct MemoryInfo;
struct Tensor;

constexpr int logFatal = 4; // OrtLoggingLevel
constexpr int elementFloat = 1; // ONNXTensorElementDataType
constexpr int elementInt64 = 7;
constexpr int deviceAllocator = 0; // OrtAllocatorType
constexpr int defaultMemory = 0; // OrtMemType

/// The table: what each place holds is named where it is taken.
using Table = void* const;

template <class Function>
[[nodiscard]] Function* at(Table* table, std::size_t place)
{
    return reinterpret_cast<Function*>(table[place]);
}

using GetErrorMessage = const char*(const Status*); // 2
using CreateEnv = Status*(int level, const char* name, Env**); // 3
using CreateSessionFromArray = Status*(const Env*, const void* bytes, std::size_t size, const SessionOptions*,
    Session**); // 8
using Run = Status*(Session*, const RunOptions*, const char* const* inputNames, const Tensor* const* inputs,
    std::size_t inputCount, const char* const* outputNames, std::size_t outputCount, Tensor** outputs); // 9
using CreateSessionOptions = Status*(SessionOptions**); // 10
using SetThreads = Status*(SessionOptions*, int); // 24 within an operator, 25 between operators
using CreateTensorWithData = Status*(const MemoryInfo*, void* data, std::size_t bytes, const std::int64_t* shape,
    std::size_t dimensions, int element, Tensor**); // 49
using CreateCpuMemoryInfo = Status*(int allocator, int kind, MemoryInfo**); // 69
template <class Object>
using Release = void(Object*); // 92 Env, 93 Status, 94 MemoryInfo, 95 Session, 96 Tensor, 100 SessionOptions

/// What the library's one exported function, OrtGetApiBase, gives.
struct ApiBase {
    Table* (*getApi)(std::uint32_t version); ///< nullptr where the library is older
    const char* (*getVersion)();
};
using GetApiBase = const ApiBase*();

} // namespace assay::onnx
